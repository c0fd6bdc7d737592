import { horde } from './apps/horde.mjs';
import { LOOKS, startHorde } from './servers/horde.mjs';
import { tryWebmail } from './webmail.mjs';

const views = LOOKS.map((look) => ({ look, ...horde(look) }));

tryWebmail(views, async (machine) => {
  const sites = await startHorde(machine, LOOKS);
  return new Map(views.map((view) => [view, sites.get(view.look) ?? '']));
});

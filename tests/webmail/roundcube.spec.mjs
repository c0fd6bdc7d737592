import { roundcube } from './apps/roundcube.mjs';
import { SKINS, startRoundcube } from './servers/roundcube.mjs';
import { tryWebmail } from './webmail.mjs';

const views = SKINS.map((skin) => ({ skin, ...roundcube(skin) }));

tryWebmail(views, async (machine, present) => {
  const wanted = views.filter((view) => present.includes(view));
  const sites = await startRoundcube(machine, wanted.map(({ skin }) => skin));
  return new Map(wanted.map((view) => [view, sites.get(view.skin) ?? '']));
});

import { PASSWORD, USER } from './servers/mailbox.mjs';
import { LOOKS, hordeMissing, startHorde } from './servers/horde.mjs';
import { Machine } from './servers/machine.mjs';
import { roundcubeMissing, SKINS, startRoundcube } from './servers/roundcube.mjs';
import { sogoMissing, startSogo } from './servers/sogo.mjs';

/** For looking at one by hand: `node tests/webmail/start.mjs sogo`, until Ctrl-C. */
const SERVERS = /** @type {Record<string, { missing: () => string | null, start: (machine: Machine) => Promise<Map<string, string>> }>} */ ({
  roundcube: { missing: () => SKINS.map(roundcubeMissing).find(Boolean) ?? null, start: (machine) => startRoundcube(machine, SKINS) },
  sogo: { missing: sogoMissing, start: async (machine) => new Map([['SOGo', await startSogo(machine)]]) },
  horde: { missing: hordeMissing, start: (machine) => startHorde(machine, LOOKS) },
});

const wanted = SERVERS[process.argv[2] ?? ''];
const missing = wanted ? wanted.missing() : `usage: node tests/webmail/start.mjs ${Object.keys(SERVERS).join('|')}`;
if (!wanted || missing) {
  console.error(missing);
  process.exitCode = 64;
} else {
  const machine = new Machine();
  // Servers that run keep nobody waiting; a listener for the signal alone does not keep a program alive.
  const waiting = setInterval(() => undefined, 2 ** 30);
  const end = () => void machine.close().finally(() => clearInterval(waiting));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, end);
  try {
    for (const [name, address] of await wanted.start(machine)) console.log(`${name}: ${address}`);
    console.log(`user ${USER}, password ${PASSWORD}; Ctrl-C ends it`);
  } catch (error) {
    end();
    throw error;
  }
}

import { sogo } from './apps/sogo.mjs';
import { startSogo } from './servers/sogo.mjs';
import { tryWebmail } from './webmail.mjs';

tryWebmail([sogo], async (machine) => new Map([[sogo, await startSogo(machine)]]));

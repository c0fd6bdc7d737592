import { freePort, servingProgram } from './machine.mjs';

/** Why there is no database server here, or null. */
export const databaseMissing = () => (servingProgram('mariadbd') ? null : 'mariadb-server-core is not installed');

/**
 * A MariaDB where whoever comes may do everything: it has no tables of its own, and so no users either.
 * @param {import('./machine.mjs').Machine} machine @param {string} tables what it holds from the start, in SQL
 * @returns {Promise<number>} its port
 */
export async function startDatabase(machine, tables) {
  const port = await freePort();
  const folder = machine.makeFolder('database');
  const start = machine.write('tables.sql', tables);
  await machine.serve(
    'mariadbd',
    // Only this machine can reach it, and what is in it lives as long as the test.
    ['--no-defaults', `--datadir=${folder}`, `--socket=${machine.path('database.sock')}`, '--bind-address=127.0.0.1', `--port=${port}`, '--skip-grant-tables', '--skip-networking=0', '--skip-name-resolve', '--innodb-flush-log-at-trx-commit=0', `--init-file=${start}`],
    { port },
  );
  return port;
}

import { spawnSync } from 'node:child_process';
import { servingProgram } from './machine.mjs';

/** Why PHP does not do here, or null. @param {string[]} modules */
export function phpMissing(modules) {
  const php = servingProgram('php');
  if (!php) return 'php-cli is not installed';
  const has = spawnSync(php, ['-m'], { encoding: 'utf8' }).stdout.split('\n');
  const absent = modules.find((name) => !has.includes(name));
  return absent ? `PHP has no ${absent}` : null;
}

/**
 * PHP's own small web server.
 * @param {import('./machine.mjs').Machine} machine
 * @param {{ port: number, web: string, settings?: Record<string, string | number>, env?: Record<string, string> }} options
 */
export async function servePhp(machine, { port, web, settings = {}, env = {} }) {
  const all = { 'session.save_path': machine.makeFolder('sessions'), upload_tmp_dir: machine.makeFolder('uploads'), ...settings };
  const given = Object.entries(all).flatMap(([name, value]) => ['-d', `${name}=${value}`]);
  await machine.serve('php', [...given, '-S', `127.0.0.1:${port}`, '-t', web], { port, env });
}

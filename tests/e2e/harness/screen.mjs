import { spawn, spawnSync } from 'node:child_process';
import { until } from './until.mjs';

/** A screen of our own with a window manager, a mouse and a keyboard: for what no debugger can press. */
export class Screen {
  /** @type {import('node:child_process').ChildProcess[]} */
  #processes = [];
  /** What a program needs to be shown on it. @type {Record<string, string>} */
  env = {};

  static async open() {
    const screen = new Screen();
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1300x1000x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    screen.#processes.push(server);
    let number = '';
    server.stdio[3]?.on('data', (/** @type {Buffer} */ data) => (number += data));
    await until('a screen', () => number.includes('\n'));
    screen.env = { DISPLAY: `:${number.trim()}` };
    screen.#processes.push(spawn('openbox', [], { stdio: 'ignore', env: { ...process.env, ...screen.env } }));
    // A window manager that is not there yet leaves the first window without focus.
    await until('the window manager', () => screen.#do('desktop', ['get_desktop']));
    return screen;
  }

  /** @param {string} what @param {string[]} args */
  #do(what, args) {
    const { status, stderr } = spawnSync('xdotool', args, { env: { ...process.env, ...this.env }, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${what}: ${stderr}`);
    return true;
  }

  /** @param {number} x @param {number} y @param {1 | 3} button */
  press(x, y, button) {
    this.#do('press', ['mousemove', String(Math.round(x)), String(Math.round(y)), 'click', String(button)]);
  }

  /** @param {string[]} keys */
  keys(...keys) {
    this.#do('keys', ['key', '--delay', '60', ...keys]);
  }

  /** How many windows are shown; an open menu is one. */
  windows() {
    const { stdout } = spawnSync('xdotool', ['search', '--onlyvisible', '--name', '.*'], { env: { ...process.env, ...this.env }, encoding: 'utf8' });
    return stdout.split('\n').filter(Boolean).length;
  }

  close() {
    for (const process of this.#processes.reverse()) process.kill();
  }
}

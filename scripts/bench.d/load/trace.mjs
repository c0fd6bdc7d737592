/**
 * How much of a page's main thread is ours. The trace has the thread's tasks and a profile of what ran in them; a sample
 * is ours when a function of the content script is anywhere on its stack, so the styles and layouts that we force count.
 *
 * @typedef {{ total: number, slices: number, longest: number, over8: number, over50: number, functions: string[] }} Cost milliseconds
 */
const CATEGORIES = ['-*', 'toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'disabled-by-default-v8.cpu_profiler', 'v8', '__metadata'];
/** So many functions are named, those that took most. */
const MOST_NAMED = 30;

/** Begins; what it gives ends it. @param {import('puppeteer-core').Page} page @returns {Promise<(base: string) => Promise<Cost>>} */
export async function record(page) {
  await page.tracing.start({ categories: CATEGORIES });
  return async (base) => {
    const bytes = await page.tracing.stop();
    if (!bytes) throw new Error('the browser gave no trace');
    return costOf(JSON.parse(new TextDecoder().decode(bytes)).traceEvents, base);
  };
}

/** @param {any[]} events @param {string} base @returns {Cost} */
function costOf(events, base) {
  const profile = profileWith(events, base);
  if (!profile) return { total: 0, slices: 0, longest: 0, over8: 0, over50: 0, functions: [] };
  const tasks = events
    .filter(({ ph, name, pid, tid }) => ph === 'X' && name === 'RunTask' && pid === profile.pid && tid === profile.tid)
    // The profiler counts by the wall's clock. Where others had the processor meanwhile, only the task's own part of it counts.
    .map(({ ts, dur, tdur = dur }) => ({ from: ts, to: ts + dur, own: Math.min(1, tdur / dur), ours: 0 }))
    .sort((a, b) => a.from - b.from);
  let at = 0;
  const stray = { own: 1, ours: 0 };
  for (const { time, length, ours } of profile.samples) {
    if (!ours) continue;
    while (at < tasks.length && tasks[at].to < time) at++;
    const task = tasks[at] && tasks[at].from <= time ? tasks[at] : stray;
    task.ours += (length / 1000) * task.own;
  }
  const slices = tasks.map(({ ours }) => ours).filter((ours) => ours > 0);
  const over = (/** @type {number} */ limit) => slices.filter((ours) => ours > limit).length;
  return {
    total: slices.reduce((sum, ours) => sum + ours, stray.ours),
    slices: slices.length,
    longest: Math.max(0, ...slices),
    over8: over(8),
    over50: over(50),
    functions: profile.functions,
  };
}

/** The profile of the thread that our script runs in. @param {any[]} events @param {string} base */
function profileWith(events, base) {
  const heads = events.filter(({ name }) => name === 'Profile');
  for (const head of heads) {
    const chunks = events.filter(({ name, id, pid }) => name === 'ProfileChunk' && id === head.id && pid === head.pid);
    /** @type {Map<number, { ours: boolean, name: string, within: string[] }>} */
    const nodes = new Map();
    /** @type {{ time: number, length: number, ours: boolean }[]} */
    const samples = [];
    /** By function, with all that it called. @type {Map<string, number>} */
    const spent = new Map();
    let time = head.args.data.startTime;
    for (const { args } of chunks.sort((a, b) => a.ts - b.ts)) {
      const { cpuProfile = {}, timeDeltas = [] } = args.data;
      for (const { id, parent, callFrame } of cpuProfile.nodes ?? []) {
        const url = callFrame.url ?? '';
        const own = url.startsWith(base);
        const name = own ? `${callFrame.functionName || '(anonymous)'}:${callFrame.lineNumber}` : callFrame.functionName;
        const around = nodes.get(parent);
        const ours = own || (around?.ours ?? false);
        nodes.set(id, { ours, name, within: ours ? [...new Set([...(around?.within ?? []), name])] : [] });
      }
      (cpuProfile.samples ?? []).forEach((/** @type {number} */ id, /** @type {number} */ i) => {
        const length = timeDeltas[i] ?? 0;
        time += length;
        const node = nodes.get(id);
        const ours = node?.ours ?? false;
        samples.push({ time, length, ours });
        if (ours) for (const name of node?.within ?? []) spent.set(name, (spent.get(name) ?? 0) + length / 1000);
      });
    }
    if (![...nodes.values()].some(({ ours }) => ours)) continue;
    // A sample stands for the time until the next one.
    for (let i = 0; i + 1 < samples.length; i++) samples[i].length = samples[i + 1].length;
    const functions = [...spent].sort((a, b) => b[1] - a[1]).slice(0, MOST_NAMED).map(([name, ms]) => `${ms.toFixed(1).padStart(8)} ms  ${name}`);
    return { pid: head.pid, tid: head.args.data.tid ?? head.tid, samples, functions };
  }
  return null;
}

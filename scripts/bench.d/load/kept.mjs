/**
 * What a page holds after its garbage was collected: its JavaScript heap (ours and the page's are one), its nodes and
 * listeners, and in our own world the observers and what the maps keep. Chromium alone can tell.
 *
 * @typedef {{ heapKB: number, nodes: number, listeners: number, observers: number, entries: number, largest: number }} Kept
 * @param {import('puppeteer-core').Page} page @param {string} base the extension's address
 * @returns {Promise<Kept>}
 */
export async function keptBy(page, base) {
  const cdp = await page.createCDPSession();
  try {
    const ours = ownContext(cdp, base);
    await cdp.send('Runtime.enable');
    await cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
    const context = ours();
    const inOurs = async (/** @type {string} */ prototype, /** @type {string} */ count) => {
      if (context === null) return 0;
      const { result } = await cdp.send('Runtime.evaluate', { expression: `${prototype}.prototype`, contextId: context });
      const { objects } = await cdp.send('Runtime.queryObjects', { prototypeObjectId: /** @type {string} */ (result.objectId) });
      const answer = await cdp.send('Runtime.callFunctionOn', { functionDeclaration: count, objectId: /** @type {string} */ (objects.objectId), returnByValue: true });
      return answer.result.value;
    };
    const observers = await inOurs('MutationObserver', 'function () { return this.length; }');
    const entries = await inOurs('Map', 'function () { return this.reduce((sum, { size }) => sum + size, 0); }');
    const largest = await inOurs('Map', 'function () { return Math.max(0, ...this.map(({ size }) => size)); }');
    return { heapKB: Math.round(usedSize / 1024), nodes, listeners: jsEventListeners, observers, entries, largest };
  } finally {
    await cdp.detach();
  }
}

/** @param {import('puppeteer-core').CDPSession} cdp @param {string} base */
function ownContext(cdp, base) {
  /** @type {number | null} */
  let id = null;
  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    if (base.startsWith(context.origin) && context.origin !== '') id = context.id;
  });
  return () => id;
}

/**
 * Runs in the page before a picture is taken: numbers of the release that change with each of them are written as ones
 * that never do. @param {[from: string, to: string][]} exchanges
 */
export function calm(exchanges) {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const [from, to] of exchanges) if (node.nodeValue?.includes(from)) node.nodeValue = node.nodeValue.replaceAll(from, to);
  }
  return true;
}

/** Runs in the page: the place of these elements on it together, with some of what is around. @param {string | null} selector @param {number} highest */
export function placeOf(selector, highest) {
  const root = document.documentElement;
  if (selector === null) return { x: 0, y: 0, width: innerWidth, height: Math.min(highest, Math.max(innerHeight, root.scrollHeight)) };
  const around = 12;
  const boxes = [...document.querySelectorAll(selector)].map((element) => element.getBoundingClientRect()).filter(({ width }) => width > 0);
  if (boxes.length === 0) throw new Error(`nothing at ${selector}`);
  const left = Math.max(0, Math.floor(Math.min(...boxes.map((box) => box.left)) - around));
  const top = Math.max(-scrollY, Math.floor(Math.min(...boxes.map((box) => box.top)) - around));
  const right = Math.min(innerWidth, Math.ceil(Math.max(...boxes.map((box) => box.right)) + around));
  const bottom = Math.min(top + highest, Math.ceil(Math.max(...boxes.map((box) => box.bottom)) + around));
  return { x: left + scrollX, y: top + scrollY, width: right - left, height: bottom - top };
}

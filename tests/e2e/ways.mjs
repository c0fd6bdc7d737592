/**
 * The ways in which a person can make a link or a form lead somewhere.
 *
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {{ name: string, act: (page: Page) => Promise<unknown>, browsers?: string[] }} Way
 */

/**
 * Runs in the page: puts a link of every sort into the mail's body. Listeners of the page's own write down what they hear:
 * a page may act on any event before the click.
 * @param {string} origin
 */
export function wayPage(origin) {
  const body = /** @type {Element} */ (document.querySelector('.a3s'));
  const make = (/** @type {string} */ tag, /** @type {Record<string, string>} */ attributes, /** @type {(Node | string)[]} */ ...inside) => {
    const made = tag.startsWith('svg:') ? document.createElementNS('http://www.w3.org/2000/svg', tag.slice(4)) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  };
  const link = (/** @type {string} */ id, /** @type {Record<string, string>} */ more = {}, /** @type {(Node | string)[]} */ ...inside) => make('a', { id, href: `${origin}/${id}`, ...more }, ...(inside.length > 0 ? inside : [`Look at ${id}`]));
  const pixel = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
  const image = (/** @type {string} */ id, /** @type {Record<string, string>} */ more = {}) => make('img', { id, src: pixel, width: '60', height: '30', alt: '', ...more });
  const inShadow = make('div', { id: 'shadow' });
  inShadow.attachShadow({ mode: 'open' }).append(link('shadowed'));
  const listened = link('listened');
  const heard = (/** @type {Event} */ event) => {
    const { key, button, target, type } = /** @type {any} */ (event);
    // A key that is only held, a field that is only typed into and the button of the browser's menu are the page's to hear.
    const idle = (key !== undefined && (!/^(Enter| )$/.test(key) || target.id === 'typed')) || (type === 'auxclick' && button === 2);
    if (event.isTrusted && !idle) /** @type {any} */ (window).heard?.push(type);
  };
  for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'touchstart', 'touchend', 'click', 'auxclick', 'dblclick', 'dragstart', 'keydown', 'submit']) {
    body.addEventListener(type, heard);
    listened.addEventListener(type, heard, true);
  }
  body.append(
    make(
      'div',
      { id: 'ways' },
      ...[
        link('plain'),
        link('blank', { target: '_blank' }),
        link('nested', {}, make('b', {}, make('span', { id: 'deep' }, 'Your account'))),
        link('pictured', {}, image('picture')),
        make('div', {}, image('mapped', { usemap: '#map' }), make('map', { name: 'map' }, make('area', { id: 'area', shape: 'rect', coords: '0,0,60,30', href: `${origin}/area`, alt: 'Pay' }))),
        make('svg:svg', { width: '80', height: '30' }, make('svg:a', { id: 'drawn', href: `${origin}/drawn` }, make('svg:rect', { id: 'rect', width: '80', height: '30' }))),
        link('telephone', { href: 'tel:+15550100' }),
        link('text', { href: 'sms:+15550100' }),
        link('mail', { href: 'mailto:help@amaz0n-help.example' }),
        link('file', { download: 'invoice.html' }),
        link('data', { href: 'data:text/html,hello' }),
        link('role', { role: 'button' }),
        link('keyed', { accesskey: 'k' }),
        link('watched', { ping: `${origin}/ping` }),
        link('framed', { target: '_top' }),
        make('span', { id: 'made', role: 'link', tabindex: '0', 'data-href': `${origin}/made` }, 'Made into a link'),
        make('form', { action: `${origin}/form` }, make('input', { id: 'typed', name: 'card' }), make('button', { id: 'send' }, 'Confirm')),
        make('form', { action: `${origin}/form` }, make('input', { id: 'submit', type: 'submit', value: 'Sign in' })),
        make('form', { action: `${origin}/form` }, make('input', { id: 'imaged', type: 'image', src: pixel, alt: 'Go', width: '40', height: '20' })),
        make('form', {}, make('button', { id: 'formaction', formaction: `${origin}/formaction` }, 'Pay')),
        inShadow,
        listened,
      ].map((one) => make('p', {}, one)),
    ),
  );
}

/** @param {Page} page @param {string} selector @param {Parameters<Page['mouse']['click']>[2]} [options] */
async function press(page, selector, options) {
  const { x, y } = await middle(page, selector);
  await page.mouse.click(x, y, options);
}

/** In the middle of the window, so that nothing of the page lies over it. @param {Page} page @param {string} selector */
async function middle(page, selector) {
  return page.evaluate((wanted) => {
    const element = document.querySelector(wanted) ?? document.querySelector('#shadow')?.shadowRoot?.querySelector(wanted);
    element?.scrollIntoView({ block: 'center' });
    const { x, y, width, height } = /** @type {Element} */ (element).getBoundingClientRect();
    return { x: x + Math.min(width / 2, 30), y: y + height / 2 };
  }, selector);
}

/** @param {Page} page @param {string} selector @param {import('puppeteer-core').KeyInput} key @param {import('puppeteer-core').KeyInput[]} held */
async function key(page, selector, key, ...held) {
  await page.evaluate((wanted) => /** @type {HTMLElement} */ (document.querySelector(wanted)).focus(), selector);
  for (const one of held) await page.keyboard.down(one);
  await page.keyboard.press(key);
  for (const one of held) await page.keyboard.up(one);
}

/** @param {Page} page @param {import('puppeteer-core').KeyInput} held @param {string} selector */
async function pressHolding(page, held, selector) {
  await page.keyboard.down(held);
  await press(page, selector);
  await page.keyboard.up(held);
}

/** @type {Way[]} */
export const WAYS = [
  { name: 'click', act: (page) => press(page, '#plain') },
  { name: 'click, a link that asks for a new tab', act: (page) => press(page, '#blank') },
  { name: 'click, a link that asks for the whole window', act: (page) => press(page, '#framed') },
  { name: 'click with Ctrl', act: (page) => pressHolding(page, 'Control', '#plain') },
  { name: 'click with Shift', act: (page) => pressHolding(page, 'Shift', '#plain') },
  { name: 'click with Alt', act: (page) => pressHolding(page, 'Alt', '#plain') },
  { name: 'click with Meta', act: (page) => pressHolding(page, 'Meta', '#plain') },
  { name: 'middle button', act: (page) => press(page, '#plain', { button: 'middle' }) },
  { name: 'right button: beside the browser’s menu', act: (page) => press(page, '#plain', { button: 'right' }) },
  { name: 'double click', act: (page) => press(page, '#plain', { count: 2 }) },
  { name: 'three clicks', act: (page) => press(page, '#plain', { count: 3 }) },
  { name: 'long press', act: (page) => press(page, '#plain', { delay: 300 }) },
  { name: 'drag it away', act: drag },
  { name: 'touch', act: touch },
  { name: 'Enter', act: (page) => key(page, '#plain', 'Enter') },
  { name: 'Enter with Ctrl', act: (page) => key(page, '#plain', 'Enter', 'Control') },
  { name: 'Enter with Shift', act: (page) => key(page, '#plain', 'Enter', 'Shift') },
  { name: 'words inside', act: (page) => press(page, '#deep') },
  { name: 'a picture', act: (page) => press(page, '#picture') },
  { name: 'a part of a picture', act: (page) => press(page, '#mapped') },
  { name: 'a drawing', act: (page) => press(page, '#rect') },
  { name: 'a telephone number', act: (page) => press(page, '#telephone') },
  { name: 'a text message', act: (page) => press(page, '#text') },
  { name: 'a mail address', act: (page) => press(page, '#mail') },
  { name: 'a file', act: (page) => press(page, '#file') },
  { name: 'a page inside the link', act: (page) => press(page, '#data') },
  { name: 'a link that calls itself a button', act: (page) => press(page, '#role') },
  { name: 'a link that is watched', act: (page) => press(page, '#watched') },
  { name: 'what the application made into a link', act: (page) => press(page, '#made') },
  { name: 'in a shadow', act: (page) => press(page, '#shadowed') },
  { name: 'a link that the page listens to', act: (page) => press(page, '#listened') },
  { name: 'a form: its button', act: (page) => press(page, '#send') },
  { name: 'a form: Enter in a field', act: (page) => key(page, '#typed', 'Enter') },
  { name: 'a form: Enter on its button', act: (page) => key(page, '#submit', 'Enter') },
  { name: 'a form: Space on its button', act: (page) => key(page, '#submit', ' ') },
  { name: 'a form: a picture', act: (page) => press(page, '#imaged') },
  { name: 'a form: a button with an address of its own', act: (page) => press(page, '#formaction') },
];

/** @param {Page} page */
async function drag(page) {
  const { x, y } = await middle(page, '#plain');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y + 30, { steps: 4 });
  await page.mouse.up();
}

/** @param {Page} page */
async function touch(page) {
  const { x, y } = await middle(page, '#plain');
  await page.touchscreen.tap(x, y);
}

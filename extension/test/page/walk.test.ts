// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { walk, walkAtOnce, type Walked } from '../../src/page/walk';
import { show, sight } from '../fixtures';

const body = (html: string, folded: string[] = []): Walked =>
  walkAtOnce(show(`<div id="mail">${html}</div>`).querySelector('#mail') as Element, { sight: sight(), folded });

describe('text as a person reads it', () => {
  it.each([
    ['<p>One</p><p>Two</p>', 'One\n\nTwo'],
    ['<div>One</div><div>Two</div>', 'One\nTwo'],
    ['One<br>Two<br><br>Three', 'One\nTwo\n\nThree'],
    ['  a \n  b <b> c</b> ', 'a b c'],
    ['pay<b>pal</b>', 'paypal'],
    ['<pre style="white-space: pre">a  b\n  c</pre>', 'a  b\n  c'],
    ['<table><tr><td>Fee</td><td>1.99</td></tr><tr><td>Sum</td><td>2</td></tr></table>', 'Fee 1.99\nSum 2'],
    ['Hi <img alt="📦" width="16" height="16">!', 'Hi 📦!'],
    ['<img alt="Your invoice">now', 'Your invoice now'],
    ['a<script>b</script><style>c{}</style><template>d</template><noscript>e</noscript>f', 'af'],
    ['<input type="submit" value="Verify now"><input type="text" value="typed"><textarea>typed</textarea>', 'Verify now'],
    ['<details><summary>Sum</summary>rest</details>', 'Sum'],
    ['', ''],
    ['a&nbsp;b', 'a\u00a0b'],
  ])('%s', (html, text) => expect(body(html).body).toBe(text));
});

describe('text that no person sees', () => {
  it.each([
    ['display:none'],
    ['visibility:hidden'],
    ['opacity:0'],
    ['font-size:0'],
    ['font-size:1px'],
    ['color:rgb(255,255,255);background-color:rgb(255,255,255)'],
    ['color:rgba(0,0,0,0)'],
    ['text-indent:-9999px'],
    ['height:0px;overflow:hidden'],
    ['max-height:0px;overflow:hidden'],
    ['clip-path:inset(50%)'],
  ])('%s', (style) => {
    const { body: seen, hidden } = body(`<p>Seen</p><div style="${style}">decoy words</div>`);
    expect(seen).toBe('Seen');
    expect(hidden).toBe('decoy words');
  });

  it('white on white without any colour of its own ground', () => {
    expect(body('<p>Seen</p><p style="color: rgb(254, 254, 254)">decoy</p>').hidden).toBe('decoy');
  });

  it.each([
    ['color: rgb(150,150,150)'],
    ['opacity: 0.6'],
    ['font-size: 9px'],
    ['color: rgb(255,255,255); background-color: rgb(20,20,20)'],
    ['color: rgb(255,255,255); background-image: url(a.png)'],
    ['margin-left: -20px'],
    ['height: 0px'],
  ])('but this is seen: %s', (style) => {
    const { body: seen, hidden } = body(`<div style="${style}">pale words</div>`);
    expect([seen, hidden]).toEqual(['pale words', '']);
  });

  it.each([
    ['position: absolute; left: -9999px', [-9999, 0], true],
    ['margin-left: -5000px', [-5000, 0], true],
    ['position: absolute; top: -60px', [0, -60], true],
    ['position: relative; left: 9000px', [9000, 0], true],
    ['position: relative; left: -20px', [-20, 0], false],
    ['position: absolute; top: 400px', [0, 400], false],
  ] as const)('drawn outside of the message or not: %s', (style, [x, y], away) => {
    const page = show(`<div id="mail"><p>Seen</p><div id="moved" style="${style}">other words</div></div>`);
    // happy-dom draws nothing: where things would be drawn is said here.
    const box = (element: Element): DOMRect => (element.id === 'moved' ? new DOMRect(x, y, 200, 20) : new DOMRect(0, 0, 600, 300));
    const { hidden } = walkAtOnce(page.querySelector('#mail') as Element, { sight: { ...sight(), box } });
    expect(hidden).toBe(away ? 'other words' : '');
  });

  it('a visible child of a part with tiny letters is seen', () => {
    expect(body('<div style="font-size:0">x<span style="font-size:14px">Seen</span></div>')).toMatchObject({ body: 'Seen', hidden: 'x' });
  });

  it('what the application folds away is neither seen nor hidden', () => {
    expect(body('Now<div class="quote" style="display:none">before</div>', ['.quote'])).toMatchObject({ body: 'Now', hidden: '' });
    expect(body('Now<div class="quote">before</div>', ['.quote'])).toMatchObject({ body: 'Now\nbefore' });
  });
});

describe('links', () => {
  it('as shown and as written', () => {
    const { links } = body('<a href="https://evil.example/a?b=1&amp;c"> pay<b>pal</b>.com </a><a href="#top">up</a><a name="x">none</a><a href="tel:+1800">call</a>');
    expect(links).toEqual([
      { text: 'paypal.com', href: 'https://evil.example/a?b=1&c' },
      { text: 'call', href: 'tel:+1800' },
    ]);
  });

  it('around a picture, and where a form sends to', () => {
    expect(body('<a href="https://a.example"><img alt="Open" src="x"></a><form action="https://b.example/post"><input></form>').links).toEqual([
      { text: 'Open', href: 'https://a.example' },
      { text: '', href: 'https://b.example/post' },
    ]);
  });

  it('that nobody can see or press are none', () => expect(body('<a style="display:none" href="https://a.example">x</a>').links).toEqual([]));
});

describe('the way back from text to page', () => {
  it('finds the words wherever they stand', () => {
    const { map, body: text } = body('<p>Please   buy <b>gift</b>\n cards</p><p>and send <i>the</i> codes</p>');
    for (const words of ['Please buy', 'buy gift cards', 'gift', 'the codes', 'cards\n\nand send']) {
      const start = text.indexOf(words);
      const range = map.range(start, start + words.length);
      expect(range?.toString().replace(/\s/g, '')).toBe(words.replace(/\s/g, ''));
    }
  });

  it('counts in UTF-16, as strings do', () => {
    const { map, body: text } = body('🎁🎁 gift 🎁 cards');
    const start = text.indexOf('cards');
    expect(map.range(start, start + 5)?.toString()).toBe('cards');
  });

  it('every slice of the text leads to a range with the same words', () => {
    const { map, body: text } = body('<div>one <b>two</b>  three</div>four<br>five <table><tr><td>six</td><td>seven</td></tr></table>');
    for (let start = 0; start < text.length; start++) {
      for (let end = start + 1; end <= text.length; end++) {
        const wanted = text.slice(start, end).replace(/\s/g, '');
        if (wanted !== '') expect(map.range(start, end)?.toString().replace(/\s/g, '')).toBe(wanted);
      }
    }
  });

  it('gives nothing for what is outside, and for nodes that changed', () => {
    const { map } = body('<p>words</p>');
    expect(map.range(3, 3)).toBeNull();
    expect(map.range(-1, 2)).toBeNull();
    expect(map.range(0, 99)).toBeNull();
    (document.querySelector('p')?.firstChild as Text).data = '';
    expect(map.range(2, 5)).toBeNull();
  });
});

describe('what cannot be read', () => {
  it('a picture with hardly any text', () => {
    expect(body('<img src="https://a.example/scam.png" width="600" height="800">Hi').picture).toBe(true);
    expect(body('<img src="https://a.example/t.gif" width="1" height="1">Hi').picture).toBe(false);
    expect(body('Hi').picture).toBe(false);
    expect(body(`<img src="logo.png" width="100" height="40">${'Some honest words. '.repeat(5)}`).picture).toBe(false);
  });
});

describe('limits', () => {
  it('pauses when its slice of time is over and goes on with the same result', () => {
    let time = 0;
    const slow = { ...sight(), now: () => (time += 3) };
    const root = show(`<div id="mail">${'<p>some words</p>'.repeat(500)}</div>`).querySelector('#mail') as Element;
    const steps = walk(root, { sight: slow });
    let pauses = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) pauses++;
    expect(pauses).toBeGreaterThan(3);
    expect(step.value.body.split('\n\n')).toHaveLength(500);
  });

  it('never follows a node that the page moves out of the message meanwhile', () => {
    let time = 0;
    const slow = { ...sight(), now: () => (time += 9) };
    const page = show(`<div id="other">not mine<b id="b">nor this</b></div><div id="mail"><section id="s">${'<p>mine</p>'.repeat(200)}</section></div>`);
    const steps = walk(page.querySelector('#mail') as Element, { sight: slow });
    // One before it begins, one in the midst of it.
    steps.next();
    steps.next();
    page.querySelector('#other')?.prepend(page.querySelector('#s') as Element);
    let step = steps.next();
    for (; !step.done; step = steps.next());
    expect(step.value.body).not.toContain('not mine');
    expect(step.value.cut).toBe(true);
  });

  it('takes the first part of a text that is too long, even of a single word', () => {
    const { body: text, cut } = body('x'.repeat(1_300_000));
    expect(text).toHaveLength(1_200_000);
    expect(cut).toBe(true);
  });

  it('nests thousands deep without a stack', () => {
    const root = show('<div id="mail"></div>').querySelector('#mail') as Element;
    let at = root;
    const style = { display: 'block', opacity: '1', visibility: 'visible', fontSize: '16px', color: '', backgroundColor: '', backgroundImage: 'none', whiteSpace: 'normal', filter: '', transform: '', clipPath: '', clip: '', width: 'auto', height: 'auto', colorScheme: 'normal' } as CSSStyleDeclaration;
    for (let i = 0; i < 3_000; i++) at = at.appendChild(document.createElement('div'));
    at.textContent = 'deep';
    // Its own answer to styles: happy-dom's cascade is itself recursive.
    expect(walkAtOnce(root, { sight: { ...sight(), style: () => style } }).body).toBe('deep');
  });

  it('is not led astray by inputs that are named like the DOM', () => {
    const names = ['parentNode', 'firstChild', 'nextSibling', 'childNodes', 'getAttribute', 'localName', 'nodeType', 'matches', 'contains', 'ownerDocument'];
    const { body: text } = body(`<form>${names.map((name) => `<input name="${name}">`).join('')}<p>In the form</p></form><p>After</p>`);
    expect(text).toBe('In the form\n\nAfter');
  });
});

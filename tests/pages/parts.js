/* What the page fixtures have in common. Runs in the page, under a policy that forbids strings as markup. */

/** The user of every fixture. */
const ME = { name: 'Robin Reader', address: 'robin.reader@mail.example', number: '+1 415 555 0100' };

/** An element: attributes by name (`true` is an empty one, `false` and `undefined` none), then its children (`null` is left out). */
function el(tag, attrs = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs)) if (value !== false && value !== undefined) made.setAttribute(name, value === true ? '' : value);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A mail's text as paragraphs and links, as its sender's program would have made it. `link` makes a link when the site wraps them. */
function paragraphs(mail, link = (href, text) => el('a', { href }, text)) {
  const waiting = [...(mail.links ?? [])];
  const pieces = (line) => {
    for (const one of waiting) {
      const at = one.text ? line.indexOf(one.text) : -1;
      if (at < 0) continue;
      waiting.splice(waiting.indexOf(one), 1);
      return [...pieces(line.slice(0, at)), link(one.href, one.text), ...pieces(line.slice(at + one.text.length))];
    }
    return line ? [line] : [];
  };
  const made = mail.body.split(/\n{2,}/).map((block) => el('p', {}, ...block.split('\n').flatMap((line, i) => (i ? [el('br'), ...pieces(line)] : pieces(line)))));
  return [...made, ...waiting.splice(0).map((one) => el('p', {}, link(one.href, one.text || one.href))), ...unseen(mail)];
}

/** Words that the sender hides from people: in a size that nobody sees. */
function unseen({ hidden }) {
  if (!hidden) return [];
  const words = el('span', {}, hidden);
  words.style.fontSize = '0px';
  return [words];
}

/** Fills a frame of the page's own origin as applications do that write their mails into one: the old document is thrown away. */
function write(frame, nodes, id) {
  const doc = frame.contentDocument;
  const policy = window.trustedTypes?.createPolicy('app', { createHTML: (text) => text });
  const blank = '<!doctype html><html><head></head><body></body></html>';
  doc.open();
  doc.write(policy ? policy.createHTML(blank) : blank);
  doc.close();
  const root = doc.createElement('div');
  if (id) root.id = id;
  root.append(...nodes);
  doc.body.append(root);
}

/**
 * The application as tests use it. A site says how it draws itself:
 *
 * - `address(view, first)`: path or hash; `view` is `list` or `open`, `first` the first mail
 * - `list(mails)`: the nodes of its list, with nothing open
 * - `open(subject, mails)`: the nodes of an open mail, conversation or chat. A mail has `own`, `folded`, `hidden` or not
 * - `compose(text)`: the node in which the user is writing that
 * - `drawn(mails)`, if it must fill frames or shadows once its nodes stand in the page
 * - `bodyOf(id)`: the element that holds a mail's text
 * - `root`, if that is not a `div` of its own
 */
function application({ address, list, open, compose, drawn, bodyOf, root = document.body.appendChild(el('div')) }) {
  let shown = { subject: '', mails: [], rows: [] };
  const go = (view) => {
    const next = address(view, (view === 'open' ? shown.mails : shown.rows)[0]);
    if (next !== undefined) history.pushState(null, '', next);
    app.draw();
  };
  const app = {
    /** Shows a list of mails, none of them open. */
    list(mails) {
      shown = { subject: '', mails: [], rows: mails };
      go('list');
    },
    /** Shows a conversation, and no mails mean: nothing. */
    show(subject, mails) {
      shown = { ...shown, subject, mails: mails.map((mail) => ({ ...mail })) };
      go(mails.length ? 'open' : 'list');
    },
    /** Throws away everything and builds it again. */
    draw() {
      const { subject, mails, rows } = shown;
      root.replaceChildren(...(mails.length ? open(subject, mails) : list(rows)));
      if (mails.length) drawn?.(mails);
    },
    unfold(id) {
      for (const mail of shown.mails) if (mail.id === id) mail.folded = false;
      app.draw();
    },
    /** One more message comes in. */
    add(mail) {
      shown.mails.push({ ...mail });
      app.draw();
    },
    /** Puts another text into the same elements, as applications do that use them again. */
    swapBody(id, text) {
      bodyOf(id).replaceChildren(...paragraphs({ body: text, links: [] }));
    },
    /** The user writes. */
    compose(text) {
      root.append(compose(text));
    },
  };
  window.app = app;
  app.draw();
  return app;
}

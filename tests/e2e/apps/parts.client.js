/* What the fake mail applications have in common. Runs in the page, under a policy that forbids strings as markup. */

/** An element: attributes by name, then its children. */
function el(tag, attrs = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs)) if (value !== false) made.setAttribute(name, value === true ? '' : value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A mail's text as paragraphs and links, as its sender's program would have made it. */
function paragraphs(mail) {
  const waiting = [...mail.links];
  const pieces = (line) => {
    for (const link of waiting) {
      const at = link.text ? line.indexOf(link.text) : -1;
      if (at < 0) continue;
      waiting.splice(waiting.indexOf(link), 1);
      return [...pieces(line.slice(0, at)), el('a', { href: link.href }, link.text), ...pieces(line.slice(at + link.text.length))];
    }
    return line ? [line] : [];
  };
  const made = mail.body.split(/\n{2,}/).map((block) => el('p', {}, ...block.split('\n').flatMap((line, i) => (i ? [el('br'), ...pieces(line)] : pieces(line)))));
  return [...made, ...waiting.splice(0).map((link) => el('p', {}, el('a', { href: link.href }, link.text || link.href)))];
}

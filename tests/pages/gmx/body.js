/* The frame of one mail, of the same host as the application: the server sends it whole, with every link led through a host of its own. */
const [, id] = /\/mailbody\/tmai([^/]+)\//.exec(location.pathname);
const away = (href, text) => el('a', { href: `https://deref-gmx.net/mail/client/a1B2c3D4e5F/dereferrer/?redirectUrl=${encodeURIComponent(href)}`, target: '_blank' }, text);
document.body.append(el('div', { class: 'mail-text' }, ...paragraphs(window.parent.mailOf(id), away)));

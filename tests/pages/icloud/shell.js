/* The page at the address of the tab: nothing of a mail is in it. */
const frame = el('iframe', { class: 'child-application', 'data-name': 'mail2', src: 'https://www.icloud.com/applications/mail2/current/en-us/index.html?rootDomain=www' });
frame.style.width = '1200px';
frame.style.height = '800px';
document.body.append(el('ui-toolbar', {}, el('a', { href: '/', 'aria-label': 'iCloud' }), el('ui-button', { role: 'button', 'aria-label': 'Account' }, ME.name)), frame);

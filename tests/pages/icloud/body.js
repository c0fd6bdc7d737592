/* The frame of one mail, on a host of its own: it is told what to show. */
const mail = document.body.appendChild(el('div', { class: 'mail-message-defaults' }));
window.addEventListener('message', ({ source, data }) => source === window.parent && mail.replaceChildren(...paragraphs(data)));
window.parent.postMessage('ready', '*');

/* The frame of one mail, on a host of its own: it is told what to show. */
window.addEventListener('message', ({ source, data }) => source === window.parent && document.body.replaceChildren(...paragraphs(data)));
window.parent.postMessage('ready', '*');

/** Roundcube as its server sends it (skin elastic): a list page, and each message as a page of its own in a frame. */

const escape = (/** @type {string} */ text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** @param {import('../messages.mjs').Mail} mail */
export function roundcubeMessage(mail) {
  const address = escape(mail.address);
  const links = mail.links.map(({ text, href }) => `<p><a href="${escape(href)}" target="_blank" rel="noreferrer">${escape(text)}</a></p>`).join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Roundcube</title></head>
<body class="iframe task-mail action-preview"><div id="layout"><div id="layout-content" role="main">
<div id="message-header"><h2 class="subject"><span class="voice">Subject: </span>${escape(mail.subject)}</h2>
<div class="header-content"><table class="header-headers"><tbody><tr><td class="header-title">From</td><td class="header from"><span class="adr">
<a href="mailto:${address}" title="${address}" class="rcmContactAddress">${escape(mail.name)}</a></span></td></tr></tbody></table></div></div>
<div id="message-content"><div id="message-objects"></div><div id="messagebody"><div class="message-htmlpart"><div class="rcmBody">
${escape(mail.body).replace(/\n/g, '<br>')}${links}</div></div></div></div>
</div></div></body></html>`;
}

export const roundcubeList = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Roundcube</title><link rel="icon" href="data:,"></head>
<body class="task-mail action-none"><div id="layout"><table id="messagelist"><tbody></tbody></table>
<div id="layout-content"><iframe name="messagecontframe" id="messagecontframe" src="/?_task=mail&amp;_action=preview&amp;_uid=1" width="900" height="500"></iframe></div></div></body></html>`;

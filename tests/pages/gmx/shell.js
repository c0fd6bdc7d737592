/* The page at the address of the tab: bars and advertisements around the frame of the mail application, which is of another host. */
const frame = el('iframe', { id: 'thirdPartyFrame_mail', name: 'mail', src: 'https://3c.gmx.net/mail/client/folder;jsessionid=F1C2-n1?folderId=tfol1' });
frame.style.width = '1200px';
frame.style.height = '800px';
document.body.append(el('pos-navigator', {}, el('a', { href: '#', title: ME.address }, ME.name)), el('div', { id: 'app-contents-wrapper' }, el('pos-app-stack', {}, frame)), el('iframe', { name: 'trackbar', src: 'about:blank' }));

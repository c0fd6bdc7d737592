// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { validMessage } from '../background/validate';
import { LIMITS } from '../protocol';
import { readMessage, type ReadFile } from './eml';
import { readHtml } from './html-text';

const HEAD = 'From: "Amazon Support" <help@amaz0n-help.example>\r\nReply-To: <agent@freemail.example>\r\nSubject: =?utf-8?Q?Ihr_Konto_=E2=80=93_sofort?=\r\nMIME-Version: 1.0\r\n';
const file = (content: string | Uint8Array<ArrayBuffer>, name = 'mail.eml') => new File([content], name);
const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
/** What was read; a test on what should be readable fails here when it is not. */
const good = (read: ReadFile) => {
  if (!read.ok) throw new Error(`not read: ${read.problem}`);
  expect(validMessage(read.message), 'the background takes it').not.toBeNull();
  return read;
};

describe('a mail', () => {
  test('in parts: what a person sees, who it says it is from, where its links lead', async () => {
    const mail = `${HEAD}Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\nContent-Type: multipart/alternative; boundary=i\r\n\r\n--i\r\nContent-Type: text/plain\r\n\r\nplain words\r\n--i\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Pay <b>now</b></p><a href="https://evil.example/x">amazon.com</a><div style="display: none">unseen</div>\r\n--i--\r\n--o\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="invoice.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n--o--\r\n`;
    const { message, unopened, cut } = good(await readMessage(file(mail)));
    expect(message).toMatchObject({
      channel: 'email',
      subject: 'Ihr Konto – sofort',
      body: 'Pay now\n\namazon.com',
      hidden: 'unseen',
      sender: { name: 'Amazon Support', address: 'help@amaz0n-help.example', number: '' },
      replyTo: 'agent@freemail.example',
      links: [{ text: 'amazon.com', href: 'https://evil.example/x' }],
    });
    expect(unopened).toEqual(['invoice.pdf']);
    expect(cut).toBe(false);
  });

  test.each([
    ['base64', 'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nR3LDvMOfZSBhbiBhbGxl', 'Grüße an alle'],
    ['quoted-printable', 'Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGr=FC=DFe', 'Grüße'],
    ['eight bits in Latin 1', 'Content-Type: text/plain; charset=iso-8859-1\r\n\r\nGr\u00fc\u00dfe', 'Grüße'],
    ['Japanese', 'Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n\x1b$B$3$s\x1b(B', 'こん'],
    ['an unknown character set', 'Content-Type: text/plain; charset=klingon\r\n\r\nplain', 'plain'],
    ['HTML beside nothing', 'Content-Type: text/html\r\n\r\n<p>only this</p>', 'only this'],
  ])('in %s', async (_, rest, body) => expect(good(await readMessage(file(latin(HEAD + rest)))).message.body).toBe(body));

  test('an empty page beside a text counts as nothing', async () => {
    const mail = `${HEAD}Content-Type: multipart/alternative; boundary=i\r\n\r\n--i\r\nContent-Type: text/plain\r\n\r\nplain words\r\n--i\r\nContent-Type: text/html\r\n\r\n<p></p>\r\n--i--\r\n`;
    expect(good(await readMessage(file(mail))).message.body).toBe('plain words');
  });

  test('is told by its head, whatever its file is called', async () => {
    expect(good(await readMessage(file(`${HEAD}\r\nhello`, 'saved.txt'))).message.channel).toBe('email');
    expect(good(await readMessage(file('Subject: this is a note\nand nothing more', 'note.txt'))).message.channel).toBe('selection');
  });
});

describe('other files', () => {
  test.each([
    ['text', 'note.txt', new TextEncoder().encode('Grüße'), 'Grüße'],
    ['text of an old Windows', 'note.txt', latin('Gr\u00fc\u00dfe'), 'Grüße'],
    ['wide text', 'note.txt', new Uint8Array([0xff, 0xfe, 0x47, 0, 0x72, 0, 0xfc, 0]), 'Grü'],
    ['a page', 'page.html', latin('<title>t</title><p>One</p><p>Two<script>x()</script>'), 'One\n\nTwo'],
    ['a page without its name', 'page', latin('<!DOCTYPE html><p>One'), 'One'],
  ])('%s is read', async (_, name, bytes, body) => expect(good(await readMessage(file(bytes, name))).message.body).toBe(body));

  test.each([
    ['nothing', 'x.eml', new Uint8Array(), 'empty'],
    ['blanks', 'x.txt', latin(' \n \n'), 'no_text'],
    ['a page of pictures', 'x.html', latin('<img src="https://x.example/p.png">'), 'no_text'],
    ['a mail without text', 'x.eml', latin('MIME-Version: 1.0\r\n\r\n'), 'no_text'],
    ['a picture', 'scan.dat', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1]), 'picture'],
    ['a picture by its name', 'scan.HEIC', latin('x'), 'picture'],
    ['Outlook’s own', 'mail.dat', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), 'outlook'],
    ['a PDF', 'bill', latin('%PDF-1.7'), 'kind'],
    ['a program', 'x.txt', new Uint8Array([77, 90, 0, 0]), 'kind'],
  ])('%s says what to do', async (_, name, bytes, problem) => expect(await readMessage(file(bytes, name))).toEqual({ ok: false, problem }));

  test('one that the browser cannot read', async () => {
    const broken = { size: 3, name: 'x.eml', slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) } as unknown as File;
    expect(await readMessage(broken)).toEqual({ ok: false, problem: 'unreadable' });
  });
});

describe('hostile files', () => {
  /** Time for each on a slow machine; without the limits some take a minute. */
  const SOON = 10_000;

  test('ten megabytes: the first part is read, and that is said', async () => {
    const { message, cut } = good(await readMessage(file(`${HEAD}\r\n${'hello world, this is a line of text\r\n'.repeat(280_000)}`)));
    expect(cut).toBe(true);
    expect(message.body.length).toBeLessThanOrEqual(LIMITS.body);
    expect(message.body).toContain('hello world');
  }, SOON);

  test('ten megabytes in one line', async () => {
    expect(good(await readMessage(file(`${HEAD}\r\n${'x'.repeat(10_000_000)}`))).message.body).toHaveLength(LIMITS.body);
  }, SOON);

  test('an attachment of ten megabytes costs no text', async () => {
    const mail = `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nthe words\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n${`${'A'.repeat(76)}\r\n`.repeat(130_000)}--b--`;
    const { message, unopened, cut } = good(await readMessage(file(mail)));
    expect(message.body).toBe('the words');
    expect(unopened).toEqual(['a.pdf']);
    expect(cut).toBe(true);
  }, SOON);

  test('a thousand parts inside each other are refused', async () => {
    const deep = Array.from({ length: 1000 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`).join('');
    expect(await readMessage(file(`${HEAD}${deep}Content-Type: text/plain\r\n\r\nhi`))).toEqual({ ok: false, problem: 'nested' });
  });

  test('a million parts beside each other are refused at once', async () => {
    const wide = `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(1_000_000)}`;
    expect(await readMessage(file(wide))).toEqual({ ok: false, problem: 'nested' });
  }, SOON);

  test('three megabytes of head lines are refused', async () => {
    expect(await readMessage(file(`${HEAD}${'X-Line: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n'.repeat(32_000)}\r\nhi`))).toEqual({ ok: false, problem: 'nested' });
  }, SOON);

  test('names and addresses without end are cut', async () => {
    const { message, unopened } = good(await readMessage(file(`From: ${'n'.repeat(50_000)} <${'a'.repeat(50_000)}@b.example>\r\nSubject: ${'s'.repeat(50_000)}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhi\r\n${`--b\r\nContent-Type: x/y; name=${'f'.repeat(500)}\r\nContent-Disposition: attachment\r\n\r\nx\r\n`.repeat(100)}--b--`)));
    expect(message.subject.length).toBeLessThanOrEqual(LIMITS.subject);
    expect(unopened.length).toBeLessThanOrEqual(20);
    expect(Math.max(...unopened.map(({ length }) => length))).toBeLessThanOrEqual(120);
  });

  test('a file that only claims to be mail', async () => {
    const read = await readMessage(file('%%% not a mail at all %%%\n\nbut there are words'));
    expect(read.ok && read.message.body).toContain('words');
  });
});

describe('HTML as text', () => {
  test.each([
    ['<p>One</p><p>Two</p>', 'One\n\nTwo', ''],
    ['a<br>b', 'a\nb', ''],
    ['<b>bo</b>ld <i>x</i>', 'bold x', ''],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc', ''],
    ['<style>p{}</style><script>x()</script>hi<noscript>no</noscript>', 'hi', ''],
    ['<img alt="Pay now">', 'Pay now', ''],
    ['caf&eacute; &amp; bar', 'café & bar', ''],
    ['a<span hidden>b</span>c', 'ac', 'b'],
    ['See<span style="FONT-SIZE:0px">ZERO</span> me<p style="Display : none !important">no</p>', 'See me', 'ZERO\n\nno'],
    ['<div style="display:none">a<div>b</div></div>c', 'c', 'a\nb'],
    ['<span style="font-size:10px;opacity:0.9">seen</span>', 'seen', ''],
    ['<a>none</a>', 'none', ''],
  ])('%s', (html, body, hidden) => expect(readHtml(html)).toMatchObject({ body, hidden }));

  test('links by their words or their picture', () => {
    expect(readHtml('<a href=" https://a.example ">A <b>b</b></a><a href="tel:1"><img alt="Call"></a><a href="">x</a>').links).toEqual([
      { text: 'A b', href: 'https://a.example' },
      { text: 'Call', href: 'tel:1' },
      { text: 'x', href: '' },
    ]);
  });

  test('no more links than a request may carry', () => {
    expect(readHtml('<a href="x">y</a>'.repeat(LIMITS.links + 10)).links).toHaveLength(LIMITS.links);
  });

  test('nothing of it comes into the page', () => {
    readHtml('<img src="https://evil.example/p.gif"><script>document.title = "ran"</script>');
    expect(document.querySelector('img, iframe, script')).toBeNull();
    expect(document.title).not.toBe('ran');
  });
});

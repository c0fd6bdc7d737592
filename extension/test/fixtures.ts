import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'smol-toml';
import { expect, vi } from 'vitest';
import type { SiteAdapter } from '../src/page/adapter';
import type { Client, News } from '../src/page/client';
import { sightOf, type Sight } from '../src/page/sight';
import { plainly } from '../src/background/choices';
import { shownOf } from '../src/background/shown';
import { Steps } from '../src/background/steps';
import { waysOf } from '../src/background/ways';
import type { FramedText, Level, Message, Result, Shown, Unread, Verdict, Ways } from '../src/protocol';
import { DEFAULTS } from '../src/settings';
import { danger, none } from './verdicts';

export { danger, none, target } from './verdicts';

const text = (path: string): string => readFileSync(resolve(import.meta.dirname, '../..', path), 'utf8');

/** The adapter as the compiler hands it over. */
export const adapter = (id: string): SiteAdapter => ({ id, ...(parse(text(`rules/sites/${id}.toml`)) as unknown as Omit<SiteAdapter, 'id'>) });

/** Puts a page fixture into the test's document. */
export function open(path: string): Document {
  return show(text(`tests/pages/${path}.html`));
}

export function show(html: string): Document {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const whole = document.documentElement;
  whole.replaceChildren();
  for (const { name } of [...whole.attributes]) whole.removeAttribute(name);
  const body = document.createElement('body');
  for (const { name, value } of [...parsed.body.attributes]) body.setAttribute(name, value);
  body.innerHTML = parsed.body.innerHTML;
  const head = document.createElement('head');
  head.innerHTML = parsed.head.innerHTML;
  whole.append(head, body);
  return document;
}

export function sight(): Sight {
  const plain = sightOf(document);
  return { ...plain, style: (element) => (/^t[dh]$/.test(element.localName) ? asCell(plain.style(element)) : plain.style(element)) };
}

/** happy-dom's styles know no table cells. */
const asCell = (style: CSSStyleDeclaration | null): CSSStyleDeclaration | null =>
  style && new Proxy(style, { get: (of, name) => (name === 'display' ? 'table-cell' : Reflect.get(of, name)) });

/** What a page is sent for a verdict, by the code that makes it. */
export const shown = (verdict: Verdict): Shown => shownOf(plainly(verdict, new Steps(() => Promise.resolve([]))), DEFAULTS, []);

export const ways = (more: Partial<typeof DEFAULTS> = {}): Ways => waysOf({ ...DEFAULTS, ...more });

/** A background of the test's own: judges by a word, answers when told. */
export class FakeClient implements Client {
  readonly scanned: { key: string; message: Message }[] = [];
  readonly views: { keys: string[]; unread: Unread[] }[] = [];
  readonly guides: string[] = [];
  readonly guarded: { path: string; key: string }[] = [];
  readonly adapterList: SiteAdapter[];
  lives = true;
  missing: string[] = [];
  news: News | null = null;
  /** What is danger in a list. */
  rowLevel: (message: Message) => Level = ({ subject }) => (subject.includes('fraud') ? 'danger' : 'none');
  framedTexts: Record<string, FramedText> = {};
  /** When set, scans wait for it: a slow background. */
  gate: Promise<void> | null = null;
  judge: (message: Message) => Verdict = ({ body }) => (body.includes('fraud') ? danger(body, 'fraud') : none);
  fail = 0;

  constructor(...adapters: SiteAdapter[]) {
    this.adapterList = adapters;
  }

  alive(): boolean {
    return this.lives;
  }

  async adapters(): Promise<Result<'adapter'>> {
    return { ok: true, value: { adapters: this.adapterList, ways: ways() } };
  }

  async scan(_site: string, key: string, message: Message): Promise<Result<'scan'>> {
    this.scanned.push({ key, message });
    const verdict = this.judge(message);
    await this.gate;
    if (this.fail > 0) {
      this.fail--;
      return { ok: false, error: 'engine' };
    }
    return { ok: true, value: shown(verdict) };
  }

  async view(_site: string, keys: string[], unread: Unread[]): Promise<Result<'view'>> {
    this.views.push({ keys, unread });
    const missing = this.missing;
    this.missing = [];
    return { ok: true, value: { missing } };
  }

  openGuide(guide: string): void {
    this.guides.push(guide);
  }

  guardFrame(_site: string, path: string, key: string): void {
    this.guarded.push({ path, key });
  }

  async row(_site: string, message: Message): Promise<Result<'row'>> {
    return { ok: true, value: this.rowLevel(message) };
  }

  async frame(_site: string, path: string): Promise<Result<'frame'>> {
    return { ok: true, value: this.framedTexts[path] ?? null };
  }

  onNews(news: News): void {
    this.news = news;
  }
}

/** Closed roots are closed to tests too: keeps what is attached from now on, open. */
export function openRoots(): ShadowRoot[] {
  const roots: ShadowRoot[] = [];
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init: ShadowRootInit) {
    expect(init.mode).toBe('closed');
    const root = attach.call(this, { ...init, mode: 'open' });
    roots.push(root);
    return root;
  });
  return roots;
}

export const pause = (time: number): Promise<void> => new Promise((done) => setTimeout(done, time));

/** Waits until it is so, and fails after a while. */
export async function until(so: () => boolean, what = String(so)): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (so()) return;
    await pause(10);
  }
  throw new Error(`never happened: ${what}`);
}

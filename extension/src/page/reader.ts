import type { Unread, Ways } from '../protocol';
import { WARNING } from '../warning/banner';
import { BESIDE } from '../warning/beside';
import { GUARD } from '../warning/guard';
import { MARK } from '../warning/mark';
import type { SiteAdapter } from './adapter';
import type { Client } from './client';
import * as dom from './dom';
import { choose } from './choice';
import type { Found } from './find';
import { Framed } from './framed';
import { pathOf } from './frames';
import { turnsKey } from './key';
import { Marks } from './marks';
import { Pace, rest } from './pace';
import { aroundOf, read, type Around, type ReadMessage } from './read';
import { Scans } from './scans';
import { sightOf, type Sight } from './sight';
import { turnsBefore } from './turns';
import { Warnings, type Judged } from './warnings';
import { watch, type Watching } from './watch';

/** A page needs a moment to draw a message; only then is an empty pane a broken adapter. */
const PATIENCE = 4_000;
/** A message that changes while it is read is read again, so often; then what was read has to do. */
const READS_OF_MOVING = 3;
const ASK_AGAIN = [300, 2_000, 10_000];

/** What is known of one message in view. */
interface Known extends Judged {
  read: ReadMessage;
  turns: string;
  failed: boolean;
  /** A frame with a part of its text has not answered yet. */
  waits: boolean;
}

export interface Reading {
  stop(): void;
  /** Resolves when a pass over the page as it is now is done. */
  settled(): Promise<void>;
}

/** Reads the messages of a page and warns, for as long as the page lives. The demo mailbox runs this very code. */
export function startReading(doc: Document, client: Client, sight: Sight = sightOf(doc)): Reading {
  const reader = new Reader(doc, client, sight);
  void reader.start();
  return { stop: () => reader.stop(), settled: () => reader.settled() };
}

class Reader {
  readonly #doc: Document;
  readonly #client: Client;
  readonly #sight: Sight;
  readonly #over = new AbortController();
  readonly #warnings: Warnings;
  readonly #scans: Scans;
  readonly #marks: Marks;
  readonly #framed: Framed;
  readonly #dirty = new WeakSet<Element>();
  #adapters: readonly SiteAdapter[] = [];
  /** There as soon as there is anything to show. */
  #ways: Ways | null = null;
  #adapter: SiteAdapter | null = null;
  /** The site as reports name it. */
  #site = '';
  #known = new Map<Element, Known>();
  /** The messages of the pass that is under way. */
  #found: readonly Found[] = [];
  #pace: Pace | null = null;
  #watching: Watching | null = null;
  #obstacles: readonly Unread[] = [];
  /** Since when something is open in which no message is found; 0: not now. */
  #emptySince = 0;
  #outer = '';
  #settled: (() => void)[] = [];

  constructor(doc: Document, client: Client, sight: Sight) {
    this.#doc = doc;
    this.#client = client;
    this.#sight = sight;
    const ways = (): Ways => this.#ways as Ways;
    this.#warnings = new Warnings(doc, client, sight, ways, this.#over.signal);
    this.#scans = new Scans(client, this.#over.signal, {
      answered: (key) => this.#answered(key),
      forgotten: () => this.#pace?.soon(),
      refused: () => this.stop(),
    });
    this.#marks = new Marks(doc, client, sight, ways, () => this.#pace?.soon());
    this.#framed = new Framed(client, this.#over.signal, (frame) => {
      this.#soil([frame]);
      this.#pace?.soon();
    });
  }

  async start(): Promise<void> {
    const view = dom.windowOf(this.#doc);
    this.#adapters = await this.#askAdapters();
    if (this.#adapters.length === 0 || !view || this.#over.signal.aborted) {
      this.#finishWaiting();
      return;
    }
    // What an older copy of ourselves left behind knows nothing of this page any more.
    for (const left of dom.all(this.#doc, `${WARNING},${MARK},${BESIDE},${GUARD}`)) dom.remove(left);
    const pace = new Pace(view, () => this.#guardedPass(), this.#over.signal);
    this.#pace = pace;
    const attributes = this.#adapters.flatMap(({ changes }) => changes ?? []);
    this.#watching = watch(this.#doc, attributes, this.#over.signal, (places) => {
      for (const place of places ?? []) if (isFrame(place)) this.#framed.forget(place);
      this.#soil(places);
      this.#marks.soil(places, this.#adapter);
      pace.soon();
    });
    if (this.#adapters.some(({ row }) => row?.length)) view.addEventListener('scroll', () => pace.soon(), { signal: this.#over.signal, passive: true, capture: true });
    view.addEventListener('pageshow', (event) => event.persisted && this.#scans.reportAnew(), { signal: this.#over.signal });
    const readAgain = (): void => {
      this.#scans.forget();
      this.#marks.forget();
      for (const known of this.#known.values()) known.verdict = null;
      pace.soon();
    };
    const steps = (guide: string, list: readonly string[]): void => {
      this.#scans.addSteps(guide, list);
      this.#warnings.steps(guide, list);
    };
    const ways = (now: Ways): void => {
      this.#ways = now;
      this.#warnings.clear();
      this.#marks.clear();
      readAgain();
    };
    this.#client.onNews({ readAgain, steps, ways, frameChanged: (path) => this.#frameChanged(path) }, this.#over.signal);
    pace.soon();
  }

  /** A background that is just being replaced answers a little later. */
  async #askAdapters(): Promise<readonly SiteAdapter[]> {
    for (const wait of [...ASK_AGAIN, null]) {
      const answer = await this.#client.adapters();
      if (answer.ok) {
        this.#ways = answer.value.ways;
        return answer.value.ways ? answer.value.adapters : [];
      }
      if (answer.error !== 'engine' || wait === null || this.#over.signal.aborted || !this.#client.alive()) break;
      await new Promise((resume) => setTimeout(resume, wait));
    }
    return [];
  }

  stop(): void {
    if (this.#over.signal.aborted) return;
    this.#over.abort();
    this.#warnings.clear();
    this.#marks.clear();
    this.#known.clear();
    this.#finishWaiting();
  }

  settled(): Promise<void> {
    return new Promise((done) => {
      if (this.#over.signal.aborted) return done();
      this.#settled.push(done);
      this.#pace?.soon();
    });
  }

  #finishWaiting(): void {
    for (const done of this.#settled.splice(0)) done();
  }

  /** Which messages a change has touched; null: any of them. */
  #soil(places: readonly Node[] | null): void {
    const containers = new Set([...this.#known.keys(), ...this.#found.map(({ container }) => container)]);
    if (places === null) for (const container of containers) this.#dirty.add(container);
    // From each place upwards: a page that changes ten thousand times a second beside two hundred messages is no rarity.
    else for (const place of places) for (const around of dom.aroundDeep(place)) if (containers.has(around)) this.#dirty.add(around);
  }

  /** Whatever a hostile page throws at us, the tab's report says "not read here" and the next change is another chance. */
  async #guardedPass(): Promise<number> {
    const start = this.#sight.now();
    try {
      return await this.#pass();
    } catch {
      if (this.#adapter && !this.#over.signal.aborted) this.#scans.report(this.#site, [], ['selectors']);
      this.#finishWaiting();
      return this.#sight.now() - start;
    }
  }

  /** One look at the whole page. Answers the milliseconds of work it took. */
  async #pass(): Promise<number> {
    if (!this.#client.alive()) {
      this.stop();
      return 0;
    }
    let since = this.#sight.now();
    let work = 0;
    const breathe = async (): Promise<void> => {
      work += this.#sight.now() - since;
      await rest();
      since = this.#sight.now();
    };
    const choice = choose(this.#doc, this.#adapters, this.#sight, this.#isPatient(since));
    const site = choice?.site ?? '';
    if (this.#site !== '' && this.#site !== site) this.#scans.report(this.#site, [], []);
    this.#site = site;
    this.#adapter = choice?.adapter ?? null;
    const { adapter, seen } = choice ?? { adapter: null, seen: { messages: [], unread: [] } };
    const known = new Map<Element, Known>();
    this.#found = seen.messages;
    if (adapter) {
      const around = aroundOf(this.#doc, adapter, this.#sight, seen.messages, this.#framed.text, (root) => this.#watching?.also(root));
      this.#watchShadows(adapter);
      this.#compare(around);
      for (const found of seen.messages) {
        if (found.own && adapter.channel === 'email') continue;
        const now = await this.#look(found, around, breathe);
        if (this.#over.signal.aborted) return work;
        if (now && dom.isConnected(found.container)) known.set(found.container, now);
      }
    }
    this.#nameApart(known);
    this.#known = known;
    this.#found = [];
    this.#askFrames();
    if (adapter) this.#judge(adapter);
    this.#draw();
    if (adapter && !this.#over.signal.aborted) this.#marks.draw(adapter, new Set(seen.messages.map(({ body }) => body)));
    else this.#marks.clear();
    this.#obstacles = seen.unread;
    if (adapter) this.#report();
    this.#finishWaiting();
    return work + this.#sight.now() - since;
  }

  /** A subject or sender over the whole conversation belongs to each message: when it changes, all are read again. */
  #compare({ outer }: Around): void {
    const now = JSON.stringify(outer);
    if (now !== this.#outer) this.#soil(null);
    this.#outer = now;
  }

  /** What is known of a message, read anew where the page has touched it. */
  async #look(found: Found, around: Around, breathe: () => Promise<void>): Promise<Known | null> {
    const before = this.#known.get(found.container);
    if (before && before.found.body === found.body && !this.#dirty.has(found.container)) return { ...before, found };
    for (let tries = 1; ; tries++) {
      this.#dirty.delete(found.container);
      const steps = read(found, around);
      let step = steps.next();
      while (!step.done) {
        await breathe();
        if (this.#over.signal.aborted || !dom.isConnected(found.container)) return null;
        step = steps.next();
      }
      if (this.#dirty.has(found.container) && tries < READS_OF_MOVING) continue;
      const now = step.value;
      const same = before && before.read.key === now.key ? before : null;
      return { found, read: now, key: now.key, turns: same?.turns ?? '', verdict: same?.verdict ?? null, failed: false, waits: false };
    }
  }

  /** A closed frame speaks up. One that nothing is known of was still empty when its message was read. */
  #frameChanged(path: string): void {
    const view = dom.windowOf(this.#doc);
    if (!view || this.#framed.changed(path) || path.replace(/\/?[^/]*$/, '') !== pathOf(view)) return;
    this.#soil(null);
    this.#pace?.soon();
  }

  /** What stands in closed frames is read by the scripts in there. */
  #askFrames(): void {
    for (const one of this.#known.values()) {
      const { frames } = one.read.walked;
      this.#framed.want(this.#site, frames);
      one.waits = frames.some((frame) => this.#framed.waits(frame));
    }
  }

  /** The shadows in which the application itself draws. */
  #watchShadows(adapter: SiteAdapter): void {
    const selectors = [adapter.view, adapter.message, adapter.body, adapter.row].flatMap((list) => list ?? []);
    for (const selector of selectors) for (const root of dom.shadowsOn(this.#doc, selector)) this.#watching?.also(root);
  }

  /** Two messages with the very same content are two. */
  #nameApart(known: Map<Element, Known>): void {
    const times = new Map<string, number>();
    for (const one of known.values()) {
      const time = (times.get(one.read.key) ?? 0) + 1;
      times.set(one.read.key, time);
      one.key = time === 1 ? one.read.key : `${one.read.key}~${time}`;
    }
  }

  /** Asks for what is not judged yet. The answers come whenever they come: another pass takes them from there. */
  #judge(adapter: SiteAdapter): void {
    const list = [...this.#known.values()];
    list.forEach((one, index) => {
      if (one.found.own || one.waits) return;
      const turns = adapter.channel === 'email' ? [] : turnsBefore(list.map(({ found, read: { message } }) => ({ own: found.own, text: message.body })), index);
      one.turns = turnsKey(turns);
      const scan = this.#scans.of(this.#site, one.key, one.turns, () => ({ ...one.read.message, turns }));
      if (scan.verdict) one.verdict = scan.verdict;
      one.failed = scan.failed;
    });
    this.#scans.keepOnly(list.map(({ key }) => key));
  }

  /**
   * An answer has come. The message is warned about at once if it still stands there untouched; if not, the next pass
   * finds out what does. An answer for a message that is gone warns about nothing.
   */
  #answered(key: string): void {
    const one = [...this.#known.values()].find((known) => known.key === key);
    const scan = this.#scans.get(key);
    if (!one || !scan || !this.#adapter) return;
    const { container, body } = one.found;
    if (this.#dirty.has(container) || !dom.isConnected(body) || !dom.contains(container, body)) {
      this.#pace?.soon();
      return;
    }
    one.verdict = scan.verdict;
    one.failed = scan.failed;
    try {
      this.#draw();
      this.#report();
    } catch {
      this.#pace?.soon();
    }
  }

  #draw(): void {
    if (this.#adapter) this.#warnings.draw([...this.#known.values()], this.#adapter, this.#site);
    else this.#warnings.clear();
  }

  /** Tells the background what is in view. What it has forgotten is asked for again. */
  #report(): void {
    const unread = new Set<Unread>();
    const keys: string[] = [];
    for (const { found, key, read: { unread: why }, verdict, failed, waits } of this.#known.values()) {
      if (found.own) continue;
      for (const one of why) if (one !== 'frame' || !waits) unread.add(one);
      if (failed) unread.add('engine');
      if (verdict) keys.push(key);
    }
    for (const one of this.#obstacles) unread.add(one);
    // A page draws one part after the other: only what stays so is a page that has changed.
    const doubts = CHANGED.filter((why) => unread.delete(why));
    if (doubts.length > 0) {
      const now = this.#sight.now();
      this.#emptySince ||= now;
      const left = PATIENCE - (now - this.#emptySince);
      if (left <= 0) for (const why of doubts) unread.add(why);
      // Then the next pass tries it with the adapter for any site.
      else dom.windowOf(this.#doc)?.setTimeout(() => this.#pace?.soon(), left);
    } else this.#emptySince = 0;
    this.#scans.report(this.#site, keys, [...unread]);
  }

  /** Whether the page has had the time to draw what is open. */
  #isPatient(now: number): boolean {
    return this.#emptySince > 0 && now - this.#emptySince >= PATIENCE;
  }
}

/** Signs that the site is not as its adapter knows it. */
const CHANGED: readonly Unread[] = ['selectors', 'head'];

const isFrame = (node: Node): node is Element => dom.isElement(node) && /^i?frame$/.test(dom.localName(node));

import { browser, ownUrl, type Browser } from '../browser';
import { packagedEngine } from '../engine';
import { mayAccess } from '../granted';
import { covers } from '../hosts';
import { slots } from '../pack/files';
import type { Answers, BackgroundNotice, Failure, FramedText, PageNotice, Request, Result, TabReport, Told, Unread } from '../protocol';
import { onSettings, readSettings, type Settings } from '../settings';
import { ofBase64 } from '../updates/bytes';
import { forgetPolicy } from '../updates/managed';
import { ownUpdates } from '../updates/own';
import { NotAllowed } from '../updates/updates';
import { speakLanguage } from '../words';
import { askerOf, HARMLESS, mayAsk, mayRead, type Asker } from './asker';
import { badgeOf } from './badge';
import { careOf, plainly, told } from './choices';
import { Health } from './health';
import { createMenu, Handoff, SelectionCheck } from './selection';
import { adapterOf, adaptersFor, allAdapters, forgetAdapters, readOpenPages, registerReader } from './sites';
import { guardOf } from './guard';
import { shownOf, stepsShown } from './shown';
import { Steps } from './steps';
import { revived, Tabs, type StoredReport } from './tabs';
import { validFramedAnswer, validRequest } from './validate';
import { waysOf } from './ways';

/**
 * The background: judges what content scripts read, keeps what was found per tab, shows it on the toolbar. It may be
 * stopped at any moment; everything here is either rebuilt from the package or told again by the pages.
 */
export function startBackground(): void {
  const engine = packagedEngine();
  const tabs = new Tabs();
  const handoff = new Handoff();
  const steps = new Steps();
  const health = new Health();
  /** The user's choices, in the language that they chose: nothing is said before that. */
  let choices: Promise<Settings> = readSettings().then(spoken);
  const selection = new SelectionCheck(engine, steps, handoff, () => choices);
  const updates = ownUpdates(engine, { onUse: otherRules, onReport: () => notify({ kind: 'updates-changed' }) });
  slots.onDistrust = otherRules;
  // Which rules are in use is asked before anybody waits for them.
  void slots.inUse();
  const self = { id: browser.runtime.id, base: ownUrl('/') };

  // All listeners before the first await: the browser wakes the background only for events it has heard of by then.
  browser.runtime.onMessage.addListener((input: unknown, sender, respond) => {
    answer(input, sender).then(respond, () => respond({ ok: false, error: 'engine' }));
    return true;
  });
  browser.runtime.onInstalled.addListener(({ reason }) => {
    void choices.then(createMenu);
    void registerReader();
    if (reason === 'install') void browser.tabs.create({ url: ownUrl('/welcome.html') });
  });
  browser.runtime.onStartup.addListener(() => void registerReader());
  browser.permissions.onAdded.addListener(({ origins = [] }) => {
    void registerReader().then(() => readOpenPages(origins));
  });
  browser.permissions.onRemoved.addListener(({ origins = [] }) => {
    void registerReader();
    for (const tabId of tabs.of((origin) => origins.some((pattern) => covers(pattern, `${origin}/`)))) {
      // The reader in there asks again, is refused, and takes its warnings with it.
      void tell(tabId, { kind: 'read-again' }).then(() => forget(tabId));
    }
  });
  browser.contextMenus.onClicked.addListener((info, tab) => void selection.fromMenu(info, tab));
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === 'check') void checkByKey(tab);
  });
  browser.tabs.onRemoved.addListener((tabId) => forget(tabId));
  browser.storage.onChanged.addListener((_changes, area) => {
    if (area !== 'managed') return;
    forgetPolicy();
    slots.renew();
    otherRules();
    notify({ kind: 'updates-changed' });
  });
  browser.tabs.onUpdated.addListener((tabId, { status }) => {
    if (status === 'complete' && tabs.has(tabId)) void prune(tabId);
  });
  onSettings((settings) => {
    choices = choices.then((before) => chosen(before, settings));
  });
  // Settings are for our own pages; a content script has no business in them. Firefox keeps it so by itself.
  void browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' }).catch(() => undefined);

  async function answer(input: unknown, sender: Parameters<typeof askerOf>[0]): Promise<Result<Request['kind']>> {
    const asker = askerOf(sender, self);
    const request = validRequest(input);
    if (!request) return refuse('invalid');
    await choices;
    if (!asker || !mayAsk(asker, request.kind)) return refuse('refused');
    if (asker.from === 'content') {
      const allowed = asker.own || HARMLESS.has(request.kind) || (await mayRead(asker.url, mayAccess, import.meta.env.FIREFOX));
      return allowed ? contentAnswer(request, asker) : refuse('refused');
    }
    return pageAnswer(request);
  }

  async function contentAnswer(request: Request, asker: Asker & { from: 'content' }): Promise<Result<Request['kind']>> {
    const { tabId, frameId, tabOrigin, incognito } = asker;
    switch (request.kind) {
      case 'adapter': {
        const adapters = adaptersFor(asker.url, asker.own, frameId !== 0);
        // Most frames are advertisements: of those nothing is kept, and nothing is told.
        if (frameId !== 0 && !tabs.framesOf(tabId).includes(frameId) && (await adapters).length === 0) return fine<'adapter'>({ adapters: [], ways: null });
        engine.warm();
        void steps.load();
        tabs.begin(tabId, frameId, tabOrigin, incognito);
        if (frameId === 0) void prune(tabId);
        else changed(tabId);
        return fine<'adapter'>({ adapters: await adapters, ways: waysOf(await choices) });
      }
      case 'scan': {
        const settings = await choices;
        const judging = engine.scan(request.message, careOf(settings)).catch(() => null);
        const guides = steps.load();
        const judged = await judging;
        if (!judged) return refuse('engine');
        const verdict = told(judged, request.message.sender, settings, steps);
        // A turn later, so that it never overtakes the answer it belongs to.
        if (!steps.loaded) void guides.then(() => setTimeout(() => sendSteps(verdict, settings, tabId, frameId)));
        tabs.judged(tabId, frameId, tabOrigin, incognito, request.site, request.key, request.message, verdict);
        changed(tabId);
        afterVerdict();
        return fine<'scan'>(shownOf(verdict, settings, request.message.links));
      }
      case 'view': {
        const missing = tabs.view(tabId, frameId, tabOrigin, incognito, request.site, request.keys, request.unread);
        changed(tabId);
        if (!incognito && !asker.own) void noteHealth(request.site, request.keys.length, request.unread);
        return fine<'view'>({ missing });
      }
      case 'row': {
        const settings = await choices;
        const judging = engine.scan(request.message, careOf(settings)).then((verdict) => fine<'row'>(told(verdict, request.message.sender, settings, steps).level));
        return judging.catch(() => refuse('engine')).finally(afterVerdict);
      }
      case 'frame':
        return fine<'frame'>(await framed(tabId, request.site, request.path));
      case 'frame-changed':
        void tell(tabId, { kind: 'frame-changed', path: request.path });
        return fine<'frame-changed'>(null);
      case 'guard-frame': {
        const guarded = request.key === '' ? null : guardOf(tabs.find(tabId, frameId, request.key), await choices);
        void tell(tabId, { kind: 'guard-frame', path: request.path, guarded });
        return fine<'guard-frame'>(null);
      }
      case 'open-guide':
        return openGuide(request.guide);
      case 'open-check':
        await selection.open(tabId);
        return fine<'open-check'>(null);
      default:
        return refuse('refused');
    }
  }

  async function pageAnswer(request: Request): Promise<Result<Request['kind']>> {
    switch (request.kind) {
      case 'check':
        return choices
          .then((settings) => Promise.all([engine.scan(request.message, careOf(settings)), steps.load()]))
          .then(([verdict]) => fine<'check'>(plainly(verdict, steps)), () => refuse('engine'))
          .finally(afterVerdict);
      case 'report':
        return fine<'report'>(await report(request.tabId));
      case 'sites':
        return fine<'sites'>(await health.report(await allAdapters()));
      case 'handoff':
        return fine<'handoff'>(handoff.take(request.token));
      case 'open-guide':
        return openGuide(request.guide);
      case 'updates':
        return fine<'updates'>(await updates.report());
      case 'updates-set':
        return updated(updates.set(request.on));
      case 'updates-check':
        return updated(updates.check());
      case 'updates-use':
        return updated(updates.use(request.which));
      case 'updates-import':
        return updated(updates.import(ofBase64(request.data)));
      default:
        return refuse('refused');
    }
  }

  /** How things stand when it is done. */
  async function updated(work: Promise<void>): Promise<Result<'updates'>> {
    try {
      await work;
    } catch (thrown) {
      if (thrown instanceof NotAllowed) return refuse('refused');
      throw thrown;
    }
    return fine<'updates'>(await updates.report());
  }

  /** A turn later, so that the answer is on its way: whether an update is due is never waited for. */
  function afterVerdict(): void {
    setTimeout(() => void updates.nudge().catch(() => undefined));
  }

  /** Other rules are in use: what was read of the old ones is forgotten, and what is open in any tab is judged again. */
  function otherRules(): void {
    engine.renew();
    forgetAdapters();
    steps.forget();
    void everyTab((id) => void tell(id, { kind: 'read-again' }));
  }

  /** After the answer, which waits for nothing: what a page calls a site need not be one. */
  async function noteHealth(site: string, messages: number, unread: readonly Unread[]): Promise<void> {
    const known = await adapterOf(site).catch(() => undefined);
    if (known) await health.seen(known.id, messages, unread);
  }

  /** Every frame of the tab hears the question; the one that stands there answers. */
  async function framed(tabId: number, site: string, path: string): Promise<FramedText | null> {
    const adapter = await adapterOf(site);
    if (!adapter) return null;
    const notice: BackgroundNotice = { kind: 'read-frame', path, bodies: adapter.frame_body ?? [] };
    return browser.tabs.sendMessage(tabId, notice).then((answer) => validFramedAnswer(answer, adapter.frame_matches ?? []), () => null);
  }

  /** The guides were slower than the engine: what was answered with the usual steps gets its own now. */
  function sendSteps({ level, scam }: Told, settings: Settings, tabId: number, frameId: number): void {
    if (!scam || level === 'none') return;
    const list = steps.of(scam.guide);
    tabs.addSteps(tabId, scam.guide, list);
    void tell(tabId, { kind: 'steps', guide: scam.guide, steps: stepsShown(list, settings) }, frameId);
  }

  async function spoken(settings: Settings): Promise<Settings> {
    await speakLanguage(settings.language);
    return settings;
  }

  /** The user has chosen something else, on whichever page: it holds at once, everywhere. */
  async function chosen(before: Settings, settings: Settings): Promise<Settings> {
    if (before.language !== settings.language) {
      await spoken(settings);
      engine.renew();
      steps.forget();
      createMenu();
    }
    const ways = waysOf(settings);
    void everyTab((id) => void tell(id, { kind: 'ways', ways }));
    return settings;
  }

  async function everyTab(act: (tabId: number) => void): Promise<void> {
    for (const { id } of await browser.tabs.query({})) if (id !== undefined) act(id);
  }

  /** The selection if there is one, or else what was found in this tab, or else a place to paste. */
  async function checkByKey(tab: Browser.tabs.Tab | undefined): Promise<void> {
    if (await selection.fromCommand(tab)) return;
    const found = tab?.id === undefined ? null : tabs.report(tab.id);
    const opened = found && found.messages.length > 0 ? browser.action.openPopup().then(() => true, () => false) : false;
    if (!(await opened)) await browser.tabs.create({ url: ownUrl('/check.html') });
  }

  async function openGuide(guide: string): Promise<Result<'open-guide'>> {
    await browser.tabs.create({ url: `${ownUrl('/guide.html')}#/${guide}` });
    return fine<'open-guide'>(null);
  }

  async function report(tabId: number): Promise<TabReport> {
    const known = tabs.report(tabId);
    if (known) return known;
    // Stopped since, or nothing is read there: whoever reads that tab tells everything again, and the popup hears of it.
    const there = await tell(tabId, { kind: 'read-again' });
    const name = storedName(tabId);
    const stored = (await browser.storage.session.get(name))[name] as StoredReport | undefined;
    return there && stored ? revived(stored) : { origin: '', sites: [], messages: [], unread: [] };
  }

  /** Tells toolbar, session storage and an open popup. */
  function changed(tabId: number): void {
    const badge = badgeOf(tabs.report(tabId));
    const gone = () => undefined; // The tab may be closed by now.
    browser.action.setBadgeText({ tabId, text: badge.text }).catch(gone);
    browser.action.setBadgeBackgroundColor({ tabId, color: badge.colour }).catch(gone);
    browser.action.setBadgeTextColor?.({ tabId, color: '#ffffff' }).catch(gone);
    browser.action.setTitle({ tabId, title: badge.title }).catch(gone);
    const stored = tabs.stored(tabId);
    if (stored) void browser.storage.session.set({ [storedName(tabId)]: stored });
    notify({ kind: 'report-changed', tabId });
  }

  /** For whichever of our pages is open; mostly none is. */
  function notify(notice: PageNotice): void {
    browser.runtime.sendMessage(notice).catch(() => undefined);
  }

  function forget(tabId: number): void {
    tabs.drop(tabId);
    selection.forget(tabId);
    void browser.storage.session.remove(storedName(tabId));
    changed(tabId);
  }

  /** Drops the frames in which no reader lives any more: the tab may have moved on to a page that is not read. */
  async function prune(tabId: number): Promise<void> {
    for (const frameId of tabs.framesOf(tabId)) {
      if (!(await tell(tabId, { kind: 'still-there' }, frameId))) tabs.dropFrame(tabId, frameId);
    }
    if (tabs.has(tabId)) changed(tabId);
    else forget(tabId);
  }
}

/** Whether the notice found a listener in that tab, or in that frame of it. */
function tell(tabId: number, notice: BackgroundNotice, frameId?: number): Promise<boolean> {
  const where = frameId === undefined ? {} : { frameId };
  return browser.tabs.sendMessage(tabId, notice, where).then(() => true, () => false);
}

const storedName = (tabId: number): string => `tab:${tabId}`;
const fine = <K extends Request['kind']>(value: Answers[K]): Result<K> => ({ ok: true, value });
const refuse = (error: Failure): { ok: false; error: Failure } => ({ ok: false, error });

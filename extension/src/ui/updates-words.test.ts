import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { HOST_PROBLEMS, type Changes, type PackFacts, type UpdateProblem, type UpdatesReport } from '../protocol';

type Strings = Record<string, { message: string; placeholders?: Record<string, { content: string }> }>;
const LOCALES = resolve(import.meta.dirname, '../../public/_locales');
const locales = readdirSync(LOCALES).sort();
const stringsOf = (locale: string): Strings => JSON.parse(readFileSync(resolve(LOCALES, locale, 'messages.json'), 'utf8')) as Strings;
const english = stringsOf('en');
const spoken = vi.hoisted(() => ({ locale: 'en', strings: {} as Strings }));

/** The browser in any of our languages, with its own way of filling in. */
vi.mock('../browser', () => ({
  browser: {
    i18n: {
      getUILanguage: () => spoken.locale.replace('_', '-'),
      getMessage: (key: string, filled: string[] = []) => {
        // What a language does not have, browsers take from the default one.
        const { message = '', placeholders = {} } = spoken.strings[key] ?? english[key] ?? {};
        return message.replace(/\$([A-Z_]+)\$/g, (_, name: string) => placeholders[name.toLowerCase()]?.content ?? '').replace(/\$(\d)/g, (_, n: string) => filled[Number(n) - 1] ?? '');
      },
    },
  },
}));

const { changedScams, changeParts, changesInWords } = await import('./changes');
const { ageInWords, ageOf, checkInWords, freedom, managedInWords, OLD_DAYS, problemInWords, PROBLEM_WORDS, rulesInWords } = await import('./updates-words');
const { ago, DAY } = await import('./time');

const speak = (locale: string) => {
  spoken.locale = locale;
  spoken.strings = stringsOf(locale);
};
beforeEach(() => speak('en'));

const NOW = Date.UTC(2026, 10, 26, 9, 0);
const facts = (change: Partial<PackFacts> = {}): PackFacts => ({ version: '2026112301', source: 'packaged', made: Date.UTC(2026, 10, 23), expires: 0, ...change });
const report = (change: Partial<UpdatesReport> = {}): UpdatesReport => ({
  on: true,
  managed: null,
  inUse: facts(),
  previous: null,
  use: 'newest',
  busy: false,
  checked: 0,
  succeeded: 0,
  host: 'there',
  problem: null,
  changes: null,
  ...change,
});
const changes = (change: Partial<Changes> = {}): Changes => ({
  scams: { added: [], removed: [], changed: [] },
  phrases: { added: 0, removed: 0 },
  sites: { added: [], removed: [], changed: [] },
  guides: 0,
  brands: 0,
  ...change,
});

describe('what changed', () => {
  /** As somebody who speaks the language has read it: one of everything, many of everything. */
  const TABLE: Record<string, [one: string, many: string]> = {
    en: [
      '1 scam added, 1 scam changed, 1 scam removed, 1 phrase added, 1 phrase removed, 1 guide updated, 1 company updated, reading of A added, reading of B updated, reading of C removed.',
      '2 scams added, 3 scams changed, 4 scams removed, 1,200 phrases added, 5 phrases removed, 6 guides updated, 7 companies updated, reading of A and B added, reading of A, B, and C updated, reading of 4 sites removed.',
    ],
    de: [
      '1 Masche hinzugefügt, 1 Masche geändert, 1 Masche entfernt, 1 Wendung hinzugefügt, 1 Wendung entfernt, 1 Ratgeber überarbeitet, 1 Firma aktualisiert, Lesen von A hinzugefügt, Lesen von B angepasst und Lesen von C entfernt.',
      '2 Maschen hinzugefügt, 3 Maschen geändert, 4 Maschen entfernt, 1.200 Wendungen hinzugefügt, 5 Wendungen entfernt, 6 Ratgeber überarbeitet, 7 Firmen aktualisiert, Lesen von A und B hinzugefügt, Lesen von A, B und C angepasst und Lesen von 4 Seiten entfernt.',
    ],
    es: [
      '1 estafa añadida, 1 estafa cambiada, 1 estafa retirada, 1 frase añadida, 1 frase retirada, 1 guía actualizada, 1 empresa actualizada, lectura de A añadida, lectura de B actualizada y lectura de C retirada.',
      '2 estafas añadidas, 3 estafas cambiadas, 4 estafas retiradas, 1200 frases añadidas, 5 frases retiradas, 6 guías actualizadas, 7 empresas actualizadas, lectura de A y B añadida, lectura de A, B y C actualizada y lectura de 4 sitios retirada.',
    ],
    fr: [
      '1 arnaque ajoutée, 1 arnaque modifiée, 1 arnaque retirée, 1 expression ajoutée, 1 expression retirée, 1 guide mis à jour, 1 entreprise mise à jour, lecture de A ajoutée, lecture de B mise à jour, lecture de C retirée.',
      '2 arnaques ajoutées, 3 arnaques modifiées, 4 arnaques retirées, 1 200 expressions ajoutées, 5 expressions retirées, 6 guides mis à jour, 7 entreprises mises à jour, lecture de A et B ajoutée, lecture de A, B et C mise à jour, lecture de 4 sites retirée.',
    ],
    it: [
      '1 truffa aggiunta, 1 truffa modificata, 1 truffa tolta, 1 frase aggiunta, 1 frase tolta, 1 guida aggiornata, 1 azienda aggiornata, lettura di A aggiunta, lettura di B aggiornata e lettura di C tolta.',
      '2 truffe aggiunte, 3 truffe modificate, 4 truffe tolte, 1200 frasi aggiunte, 5 frasi tolte, 6 guide aggiornate, 7 aziende aggiornate, lettura di A e B aggiunta, lettura di A, B e C aggiornata e lettura di 4 siti tolta.',
    ],
    nl: [
      '1 soort oplichting toegevoegd, 1 soort oplichting gewijzigd, 1 soort oplichting verwijderd, 1 zinsnede toegevoegd, 1 zinsnede verwijderd, 1 gids bijgewerkt, 1 bedrijf bijgewerkt, lezen van A toegevoegd, lezen van B bijgewerkt, lezen van C verwijderd.',
      '2 soorten oplichting toegevoegd, 3 soorten oplichting gewijzigd, 4 soorten oplichting verwijderd, 1.200 zinsneden toegevoegd, 5 zinsneden verwijderd, 6 gidsen bijgewerkt, 7 bedrijven bijgewerkt, lezen van A en B toegevoegd, lezen van A, B en C bijgewerkt, lezen van 4 sites verwijderd.',
    ],
    pt_BR: [
      '1 golpe acrescentado, 1 golpe alterado, 1 golpe retirado, 1 frase acrescentada, 1 frase retirada, 1 guia atualizado, 1 empresa atualizada, leitura de A acrescentada, leitura de B atualizada, leitura de C retirada.',
      '2 golpes acrescentados, 3 golpes alterados, 4 golpes retirados, 1.200 frases acrescentadas, 5 frases retiradas, 6 guias atualizados, 7 empresas atualizadas, leitura de A e B acrescentada, leitura de A, B e C atualizada, leitura de 4 sites retirada.',
    ],
    pt_PT: [
      '1 burla acrescentada, 1 burla alterada, 1 burla retirada, 1 frase acrescentada, 1 frase retirada, 1 guia atualizado, 1 empresa atualizada, leitura de A acrescentada, leitura de B atualizada, leitura de C retirada.',
      '2 burlas acrescentadas, 3 burlas alteradas, 4 burlas retiradas, 1200 frases acrescentadas, 5 frases retiradas, 6 guias atualizados, 7 empresas atualizadas, leitura de A e B acrescentada, leitura de A, B e C atualizada, leitura de 4 sites retirada.',
    ],
  };
  const one = changes({ scams: { added: ['a'], changed: ['b'], removed: ['c'] }, phrases: { added: 1, removed: 1 }, guides: 1, brands: 1, sites: { added: ['A'], changed: ['B'], removed: ['C'] } });
  const many = changes({
    scams: { added: ['a', 'b'], changed: ['c', 'd', 'e'], removed: ['f', 'g', 'h', 'i'] },
    phrases: { added: 1200, removed: 5 },
    guides: 6,
    brands: 7,
    sites: { added: ['A', 'B'], changed: ['A', 'B', 'C'], removed: ['A', 'B', 'C', 'D'] },
  });

  test.each(Object.keys(TABLE))('%s says one and many of everything', (locale) => {
    speak(locale);
    // Spaces in numbers differ from one release of the language data to the next.
    expect([one, many].map(changesInWords).map((text) => text.replace(/[\u00a0\u202f]/g, ' '))).toEqual(TABLE[locale]);
  });

  /** Texts that count, by what their keys begin with. */
  const COUNTED = Object.keys(english).filter((key) => key.endsWith('_other') && key.replace(/other$/, 'one') in english).map((key) => key.slice(0, -'_other'.length));
  /** Nobody adds more phrases in one edition; some languages have a form for whole millions that never comes up. */
  const MOST = 100_000;
  const numbers = [...Array.from({ length: 201 }, (_, n) => n), 1000, 1200, MOST];
  const formsOf = (locale: string) => new Set(numbers.map((n) => new Intl.PluralRules(locale.replace('_', '-')).select(n)));

  test('there are texts that count', () => expect(COUNTED).toEqual(expect.arrayContaining(['changes_scams_added', 'updates_old'])));

  test.each(locales)('%s has a form of each counted text for each kind of number that it tells apart', (locale) => {
    const strings = stringsOf(locale);
    const missing = COUNTED.flatMap((base) => [...formsOf(locale)].filter((form) => !(`${base}_${form}` in strings)).map((form) => `${base}_${form}`));
    expect(missing).toEqual([]);
  });

  test.each(locales)('%s says how many, and separates what it lists', (locale) => {
    speak(locale);
    const tag = locale.replace('_', '-');
    const number = (n: number) => new Intl.NumberFormat(tag).format(n);
    for (const n of [2, 3, 5, 12, 21, 1200]) expect(changesInWords(changes({ phrases: { added: n, removed: 0 } })), String(n)).toMatch(n === 2 ? /./ : new RegExp(number(n)));
    const [first, second, third] = [changes({ guides: 3 }), changes({ brands: 4 }), changes({ phrases: { added: 5, removed: 0 } })].map((change) => changeParts(change)[0] ?? '');
    const said = changesInWords(changes({ guides: 3, brands: 4, phrases: { added: 5, removed: 0 } }));
    for (const part of [first, second, third]) expect(said).toContain(part);
    // Two facts side by side with nothing between them are one wrong fact.
    expect(said).not.toContain(`${first}${second}`);
    expect(said).not.toContain(`${first} ${second}`);
  });

  test.each(locales)('%s has words for nothing at all', (locale) => {
    speak(locale);
    expect(changesInWords(changes())).toContain(spoken.strings.changes_none?.message);
  });

  test('the kinds of scam are listed by what happened to them', () => {
    expect(changedScams(changes({ scams: { added: ['Toll', 'Parcel'], changed: [], removed: ['Prince'] } }))).toEqual([
      { title: '2 scams added', names: ['Toll', 'Parcel'] },
      { title: '1 scam removed', names: ['Prince'] },
    ]);
  });
});

/** In any writing: not every one has capital letters, the same full stop, or needs as many characters. */
const SENTENCE = /^[\p{Lu}\p{Lo}](?:.{30,}|(?=.*[\p{Script=Han}\p{Script=Hiragana}]).{12,})[.!؟।。！]$/u;

describe('what went wrong', () => {
  const codes = Object.keys(PROBLEM_WORDS) as UpdateProblem[];

  test('everything that the helper may report is known', () => {
    expect(codes.filter((code) => code.startsWith('host-')).sort()).toEqual(['host-broken', 'host-missing', ...HOST_PROBLEMS.map((code) => `host-${code}`)].sort());
  });

  test.each(locales)('%s has a sentence for each, names no code, and says that the rules go on working', (locale) => {
    speak(locale);
    const still = spoken.strings.problem_still_works?.message ?? '';
    expect(still).not.toBe('');
    for (const code of codes) {
      const said = problemInWords(code);
      expect(said, code).toMatch(SENTENCE);
      expect(said, code).not.toContain('problem_');
      expect(said, code).not.toMatch(/\b(?:host|sha256|tuf|ed25519|rollback|gate|core|floor)\b/i);
      if (code !== 'floor') expect(said, code).toContain(still);
    }
  });

  test('different problems are told apart, save those that differ for publishers alone', () => {
    expect(new Set(codes.map(problemInWords)).size).toBe(codes.length - 3);
    expect(problemInWords('gate')).not.toBe(problemInWords('core'));
  });
});

describe('the rules in use', () => {
  test.each([
    ['en', 'Rules of November 23, 2026 (3 days ago), number 2026112301. They came with this release of Caveat.'],
    ['de', 'Regeln vom 23. November 2026 (vor 3 Tagen), Nummer 2026112301. Sie kamen mit dieser Ausgabe von Caveat.'],
    ['fr', 'Règles du 23 novembre 2026 (il y a 3 jours), numéro 2026112301. Elles sont venues avec cette version de Caveat.'],
  ])('%s', (locale, said) => {
    speak(locale);
    expect(rulesInWords(facts(), NOW)).toBe(said);
  });

  test('each source is said', () => {
    const said = (['packaged', 'host', 'file'] as const).map((source) => rulesInWords(facts({ source }), NOW));
    expect(new Set(said).size).toBe(3);
  });

  test('rules without a known date are told by their number, and are not called old', () => {
    const some = facts({ made: 0, version: '7' });
    expect(rulesInWords(some, NOW)).toBe('Rules number 7. They came with this release of Caveat.');
    expect(ageOf(some, NOW)).toBe('fresh');
  });

  test('a browser in a language that we do not speak gets English dates in English sentences', () => {
    spoken.locale = 'fi';
    expect(rulesInWords(facts(), NOW)).toContain('Rules of November 23, 2026 (3 days ago)');
  });

  test('old after so many days, expired to the millisecond, packaged ones never expire', () => {
    const made = Date.UTC(2026, 10, 23);
    expect(ageOf(facts(), made + (OLD_DAYS + 1) * DAY - 1)).toBe('fresh');
    expect(ageOf(facts(), made + (OLD_DAYS + 1) * DAY)).toBe('old');
    expect(ageOf(facts({ expires: NOW }), NOW - 1)).toBe('fresh');
    expect(ageOf(facts({ expires: NOW }), NOW)).toBe('expired');
    expect(ageOf(facts(), made - 5 * DAY)).toBe('fresh');
    expect(ageInWords(facts(), NOW)).toBeNull();
    expect(ageInWords(facts(), made + 120 * DAY)).toMatch(/^These rules are 120 days old\. They still work/);
    expect(ageInWords(facts({ expires: Date.UTC(2026, 10, 25) }), NOW)).toMatch(/^These rules were meant to be replaced by November 25, 2026\. They still work/);
  });

  test('the last check, and the last that worked', () => {
    expect(checkInWords(report(), NOW)).toBe('Not checked yet.');
    expect(checkInWords(report({ checked: NOW - 3 * 3_600_000, succeeded: NOW - 3 * 3_600_000 }), NOW)).toBe('Last checked 3 hours ago.');
    expect(checkInWords(report({ checked: NOW - 3 * 3_600_000, succeeded: NOW - 2 * DAY }), NOW)).toBe('Last checked 3 hours ago. It last worked 2 days ago.');
    expect(checkInWords(report({ checked: NOW - 60_000 }), NOW)).toBe('Last checked 1 minute ago.');
  });

  test('times in words, from a minute to days; a clock that lags behind makes no future', () => {
    const at = (past: number) => ago(NOW - past, NOW);
    expect([0, 59, 60, 47 * 60, 48 * 60].map((minutes) => at(minutes * 60_000))).toEqual(['just now', '59 minutes ago', '1 hour ago', '47 hours ago', '2 days ago']);
    expect(at(-DAY)).toBe('just now');
  });
});

describe('what a workplace has laid down', () => {
  const managed = (on: boolean | null, source: 'host' | 'file' | 'packaged' | null) => report({ managed: { on, source } });

  test('is said, and nothing where nothing is', () => {
    expect(managedInWords(report())).toEqual([]);
    expect(managedInWords(managed(null, null))).toEqual([]);
    expect(managedInWords(managed(true, null))).toEqual(['Updates are turned on.']);
    expect(managedInWords(managed(false, null))).toEqual(['Updates are turned off.']);
    expect(managedInWords(managed(true, 'packaged'))).toEqual(['Only the rules that come with each release are used.']);
    expect(managedInWords(managed(true, 'host'))).toHaveLength(2);
    expect(managedInWords(managed(true, 'file'))).toEqual(['New rules come from files alone, not through the update helper.']);
  });

  test('leaves exactly the rest to choose', () => {
    const all = { onOff: true, helper: true, file: true, versions: true };
    expect(freedom(report())).toEqual(all);
    expect(freedom(managed(null, null))).toEqual(all);
    expect(freedom(managed(true, null))).toEqual({ ...all, onOff: false });
    expect(freedom(managed(null, 'host'))).toEqual({ ...all, file: false });
    expect(freedom(managed(null, 'file'))).toEqual({ ...all, onOff: false, helper: false });
    expect(freedom(managed(null, 'packaged'))).toEqual({ onOff: false, helper: false, file: false, versions: false });
  });
});

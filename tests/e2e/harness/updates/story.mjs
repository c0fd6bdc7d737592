import { join } from 'node:path';
import { until } from '../until.mjs';
import { words } from './card.mjs';
import { NEW_SCAM, addFlood, addPhrases, addScam, changeSite } from './edits.mjs';
import { daysAgo, tamperedCopy } from './publisher.mjs';

/**
 * The way of an update from its author to a reader, and of those that must not arrive: told once, tried by
 * `tests/e2e/updates.spec.mjs` and played by `scripts/demo --updates`. Each step stands on those before it.
 *
 * @typedef {import('./stage.mjs').Stage} Stage
 * @typedef {{ name: string, does: string, run: (stage: Stage) => Promise<string>, look?: 'mailbox' | 'options' }} Step `run` gives what was seen,
 *   in words, and throws when that is not what it should be; `look` is what a picture shows then
 */

/** @param {boolean} holds @param {string} what @param {unknown} seen @returns {asserts holds} */
function must(holds, what, seen) {
  if (!holds) throw new Error(`${what}; seen: ${typeof seen === 'string' ? seen : JSON.stringify(seen)}`);
}

/** The mail is warned about as the new kind, by rules that were asked anew. @param {Stage} stage */
async function stillWarned(stage) {
  const { level, kind } = await stage.judged();
  must(level === 'danger' && kind === NEW_SCAM, 'the mail should still be warned about', { level, kind });
  await stage.warned(1);
  return `The mail is still warned about, as "${kind}".`;
}

/** @param {Stage} stage @param {import('../../../../extension/src/protocol').UpdateProblem} code @param {string} said @param {string} key of the words */
async function refused(stage, code, said, key) {
  const report = await stage.card.report();
  must(report.problem?.code === code, `the problem should be ${code}`, report);
  must(said.includes(words(key)), `the options should say "${words(key)}"`, said);
  must(report.inUse.version === stage.edition(stage.current), 'the rules in use should be the ones from before', report);
  return `The options say: “${said}” ${await stillWarned(stage)}`;
}

/** The user presses "Check now" when the hour in which the helper asks nobody is over. @param {Stage} stage */
async function check(stage) {
  stage.home.goOn();
  return stage.card.press('check');
}

/** @param {Stage} stage @param {number} edition @param {Parameters<import('./publisher.mjs').Publisher['sign']>[1]} [signing] @param {(tree: string) => void} [work] */
const signed = (stage, edition, signing, work) => stage.publisher.sign(stage.publisher.pack(stage.edition(edition), work), signing);

/** @type {Step[]} */
export const STORY = [
  {
    name: 'before',
    does: 'The demo mailbox is open on a renewal notice that no packaged rule minds.',
    look: 'mailbox',
    async run(stage) {
      await stage.openPages();
      const { level } = await stage.judged();
      must(level === 'none', 'the mail should not be warned about', level);
      must((await stage.warned(0)).length === 0, 'there should be no warning', '');
      return `no warning; rules in use: number ${(await stage.card.report()).inUse.version}, as packaged`;
    },
  },
  {
    name: 'no-helper',
    does: 'The user turns updates on, but the helper is not installed yet.',
    look: 'options',
    async run(stage) {
      await stage.card.press('switch');
      const report = await until('the helper to be missed', async () => {
        const now = await stage.card.report();
        return now.host === 'missing' && !now.busy && now;
      });
      must(report.on && report.problem?.code === 'host-missing', 'updates should be on, and the helper missing', report);
      const text = await stage.card.text();
      must(text.includes(words('helper_title')), 'the options should say how to get the helper', text);
      return `The options say: “${words('helper_title')}”`;
    },
  },
  {
    name: 'install',
    does: 'The user installs the helper for this one browser.',
    async run(stage) {
      const said = stage.home.install(stage.name, stage.trust);
      return said.trim();
    },
  },
  {
    name: 'publish',
    does: 'An author adds a kind of scam to the rules; two of three publishers sign; the update is put onto the mirror.',
    async run(stage) {
      stage.publisher.remember('empty');
      stage.publisher.publish(signed(stage, 1));
      const said = stage.publisher.caveat('publish', 'verify', '--repository', stage.publisher.repository);
      return said.trim();
    },
  },
  {
    name: 'update',
    does: 'The user presses "Check now".',
    look: 'options',
    async run(stage) {
      const said = await check(stage);
      const report = await stage.card.report();
      must(report.inUse.version === stage.edition(1) && report.inUse.source === 'host', 'the new rules should be in use', { said, report });
      must(said === words('updates_found'), `the options should say "${words('updates_found')}"`, said);
      must(report.changes?.scams.added.length === 1 && report.changes.scams.removed.length === 0, 'one kind should have been added', report.changes);
      stage.current = 1;
      await stage.card.unfold('which');
      return `The options say: “${said}” Added: ${report.changes?.scams.added.join(', ')}; ${report.changes?.phrases.added} new wordings.`;
    },
  },
  {
    name: 'warned',
    does: 'The mailbox was open all the time. Nobody touched it.',
    look: 'mailbox',
    async run(stage) {
      const [warning] = await stage.warned(1);
      must(warning !== undefined && warning.level === 'danger' && warning.scam === NEW_SCAM, 'the mail should be warned about now', warning);
      return [`a warning: “${warning.title}”`, ...warning.reasons.map(({ says, quote }) => `- ${says}: “${quote}”`)].join('\n');
    },
  },
  {
    name: 'stopped',
    does: 'The browser stops the background, as it does after some idle time; then the mail is opened again.',
    async run(stage) {
      await stage.driver.stopBackground();
      return stillWarned(stage);
    },
  },
  {
    name: 'tampered',
    does: 'A mirror that was broken into turns over one bit of the next update.',
    look: 'options',
    async run(stage) {
      stage.publisher.remember('good');
      stage.publisher.publish(signed(stage, 2));
      stage.publisher.tamper();
      return refused(stage, 'host-signature', await check(stage), 'problem_not_signed');
    },
  },
  {
    name: 'old',
    does: 'The mirror shows the repository as it was before the update.',
    look: 'options',
    async run(stage) {
      stage.publisher.recall('empty');
      return refused(stage, 'host-rollback', await check(stage), 'problem_old');
    },
  },
  {
    name: 'expired',
    does: 'Nobody has signed anything for weeks: what the mirror shows has expired.',
    look: 'options',
    async run(stage) {
      stage.publisher.recall('good');
      stage.publisher.publish(signed(stage, 3), daysAgo(30));
      return refused(stage, 'host-expired', await check(stage), 'problem_expired');
    },
  },
  {
    name: 'offline',
    does: 'The mirror cannot be reached.',
    async run(stage) {
      await stage.nginx.close();
      const seen = await refused(stage, 'host-offline', await check(stage), 'problem_offline');
      await stage.nginx.restart();
      return seen;
    },
  },
  {
    name: 'killed',
    does: 'The helper is killed while it waits for the mirror.',
    async run(stage) {
      stage.nginx.pause();
      stage.home.goOn();
      const waiting = stage.card.press('check');
      const [pid] = await until('the helper to run', () => {
        const running = stage.home.running();
        return running.length > 0 && running;
      });
      process.kill(/** @type {number} */ (pid), 'SIGKILL');
      const said = await waiting;
      stage.nginx.resume();
      const seen = await refused(stage, 'host-broken', said, 'problem_host_broken');
      await until('no helper to be left', () => stage.home.running().length === 0);
      return seen;
    },
  },
  {
    name: 'harmful',
    does: 'Two publishers sign an update that would warn about nearly every message.',
    look: 'options',
    async run(stage) {
      stage.publisher.publish(signed(stage, 4, {}, (tree) => (addScam(tree), addFlood(tree))));
      return refused(stage, 'gate', await check(stage), 'problem_gate');
    },
  },
  {
    name: 'mended',
    does: 'The publishers take it back by publishing a good one.',
    look: 'options',
    async run(stage) {
      stage.publisher.publish(signed(stage, 5, {}, (tree) => (addScam(tree), addPhrases(tree, 12), changeSite(tree))));
      const said = await check(stage);
      const { inUse, changes, problem } = await stage.card.report();
      must(inUse.version === stage.edition(5) && problem === null, 'the good rules should be in use', { said, inUse, problem });
      must(changes?.sites.changed.join() === 'Gmail' && changes.phrases.added === 12, 'the options should know what has changed', changes);
      stage.current = 5;
      return `The options say: “${said}” ${await stillWarned(stage)}`;
    },
  },
  {
    name: 'back',
    does: 'The user goes back to the previous rules.',
    look: 'options',
    async run(stage) {
      const said = await stage.card.press('previous');
      const { inUse, use } = await stage.card.report();
      must(use === 'previous' && inUse.version === stage.edition(1), 'the rules from before should be in use', { inUse, use });
      return `The options say: “${said}” Rules in use: number ${inUse.version}`;
    },
  },
  {
    name: 'newest',
    does: 'The user wants the newest rules again.',
    async run(stage) {
      const said = await stage.card.press('newest');
      return `The options say: “${said}” ${await stillWarned(stage)}`;
    },
  },
  {
    name: 'packaged',
    does: 'The user wants only the rules of the release.',
    look: 'mailbox',
    async run(stage) {
      const said = await stage.card.press('packaged');
      const { level } = await stage.judged();
      const { inUse } = await stage.card.report();
      must(level === 'none' && inUse.source === 'packaged', 'only the packaged rules should be in use', { level, inUse });
      return `The options say: “${said}” The mail is not warned about.`;
    },
  },
  {
    name: 'newest-again',
    does: 'And the newest again after all.',
    async run(stage) {
      const said = await stage.card.press('newest');
      return `The options say: “${said}” ${await stillWarned(stage)}`;
    },
  },
  {
    name: 'files',
    does: 'Files are loaded by hand: one signed by only one publisher, one by strangers, one damaged, one old, one expired.',
    look: 'options',
    async run(stage) {
      const at = (/** @type {string} */ name) => join(stage.publisher.folder, name);
      const strangers = at('strangers');
      stage.publisher.caveat('keys', 'new', '--output', strangers);
      const pack = stage.publisher.pack(stage.edition(6));
      const whole = stage.publisher.sign(pack, { as: at('good.caveat') });
      /** @type {[string, string, import('../../../../extension/src/protocol').UpdateProblem, string][]} */
      const files = [
        ['signed by one', stage.publisher.sign(pack, { by: ['publisher-1'], as: at('one.caveat') }), 'not-signed', 'problem_not_signed'],
        ['signed by strangers', stage.publisher.sign(pack, { by: [1, 2].map((n) => join(strangers, `publisher-${n}.pem`)), as: at('strangers.caveat') }), 'not-signed', 'problem_not_signed'],
        ['damaged', tamperedCopy(whole, at('damaged.caveat')), 'damaged', 'problem_damaged'],
        ['old', signed(stage, 0), 'old', 'problem_old'],
        ['expired', stage.publisher.sign(pack, { made: daysAgo(60), days: 30, as: at('expired.caveat') }), 'expired', 'problem_expired_file'],
      ];
      const seen = [];
      for (const [name, path, code, key] of files) {
        const said = await stage.card.load(path);
        await refused(stage, code, said, key);
        seen.push(`${name}: “${said}”`);
      }
      return `${seen.join('\n')}\n${await stillWarned(stage)}`;
    },
  },
  {
    name: 'file',
    does: 'A good file is loaded by hand, without the helper.',
    look: 'options',
    async run(stage) {
      const said = await stage.card.load(join(stage.publisher.folder, 'good.caveat'));
      const { inUse } = await stage.card.report();
      must(inUse.version === stage.edition(6) && inUse.source === 'file', 'the rules of the file should be in use', { said, inUse });
      return `The options say: “${said}” ${await stillWarned(stage)}`;
    },
  },
  {
    name: 'uninstall',
    does: 'The user takes the helper away again.',
    async run(stage) {
      const { status, said } = stage.home.host('uninstall', '--all');
      must(status === 0, 'the helper should go', said);
      const left = stage.home.leftovers();
      must(left.length === 0, 'nothing of it should be left', left);
      await stage.card.press('check');
      const report = await stage.card.report();
      must(report.problem?.code === 'host-missing', 'the helper should be missed', report);
      return `${said.trim()}\n${await stillWarned(stage)}`;
    },
  },
];

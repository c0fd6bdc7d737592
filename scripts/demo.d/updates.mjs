import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Stage } from '../../tests/e2e/harness/updates/stage.mjs';
import { STORY } from '../../tests/e2e/harness/updates/story.mjs';

/** The way of an update from its author to a reader, step by step, each with what was seen. */

/** Pictures of an earlier run must not pass for ones of this. @param {string} folder */
export function forgetPictures(folder) {
  for (const file of readdirSync(folder)) if (file.startsWith('updates-')) rmSync(join(folder, file));
}

/**
 * Plays it in one browser. Answers the stage, still standing, and what went wrong.
 * @param {import('../../tests/e2e/harness/find.mjs').BrowserName} name @param {{ headful: boolean, folder: string }} options
 */
export async function playUpdates(name, { headful, folder }) {
  console.log('Keys, a repository, a mirror (nginx with a certificate of its own) and a user with an empty home are being made.');
  const stage = await Stage.open(name, { headful });
  console.log(`Everything of it is in ${stage.folder}; the mirror is ${stage.nginx.url}`);
  for (const [index, step] of STORY.entries()) {
    const number = String(index + 1).padStart(2, '0');
    console.log(`\n${number}. ${step.does}`);
    try {
      console.log(indented(await step.run(stage)));
      if (step.look) await picture(stage, step.look, join(folder, `updates-${number}-${step.name}-${name}.png`));
    } catch (error) {
      console.error(indented(`NOT AS EXPECTED: ${error instanceof Error ? error.message : error}`));
      await picture(stage, 'options', join(folder, `updates-${number}-${step.name}-${name}-failed.png`)).catch(() => undefined);
      return { stage, wrong: 1 };
    }
  }
  console.log(`\n${name}: ${STORY.length} of ${STORY.length} steps as expected`);
  return { stage, wrong: 0 };
}

/** @param {Stage} stage @param {'mailbox' | 'options'} look @param {string} path */
async function picture(stage, look, path) {
  const page = look === 'mailbox' ? stage.mailbox : stage.card.page;
  await page.show();
  if (look === 'options') await page.evaluate(() => document.querySelector('#updates')?.scrollIntoView({ block: 'start', behavior: 'instant' }));
  await page.screenshot(path);
}

const indented = (/** @type {string} */ text) => text.split('\n').map((line) => `    ${line}`).join('\n');

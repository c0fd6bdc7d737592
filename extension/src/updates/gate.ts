import { validMessage } from '../background/validate';
import type { Engine, Texts, Trial } from '../engine/engine';
import type { Level, Message } from '../protocol';
import { isFields, jsonIn, keysAre } from './json';
import { Refused } from './refused';

/** The messages that new rules must judge before they judge anybody's mail; `packs/gate.json` of the package. */
export interface Gate {
  scams: readonly Message[];
  honest: readonly Message[];
}

/** Scams that new rules may overlook. `caveat test` holds an edition to the same two numbers before it is published: `crates/cli/src/gate.rs`. */
export const MAY_MISS = 3;
/** Honest messages that new rules may be cautious about. None may be called a danger. */
export const MAY_DOUBT = 1;
/** Of each. Fewer would be a package that was not built as it should be. */
const LEAST_MESSAGES = 60;

/** Throws when the file is not what a build makes: then no update can be tried. */
export function gateOf(file: Uint8Array): Gate {
  const json = jsonIn(file);
  if (!isFields(json) || !keysAre(json, ['format', 'scams', 'honest']) || json.format !== 1) throw new Error('gate.json is of another format');
  return { scams: messages(json.scams), honest: messages(json.honest) };
}

function messages(list: unknown): Message[] {
  if (!Array.isArray(list) || list.length < LEAST_MESSAGES) throw new Error('gate.json has too few messages');
  return list.map((entry: unknown) => {
    const message = validMessage(entry);
    if (!message) throw new Error('gate.json holds something that is no message');
    return message;
  });
}

/** Rules that did not come with the release, as far as the engine needs them. */
export interface Rules {
  version: bigint;
  pack: Uint8Array;
  words: readonly Uint8Array[];
  /** What is said of findings, in every language but English. */
  texts: readonly Texts[];
}

/**
 * Tries new rules on the packaged messages: throws [`Refused`] unless the engine can read them, they hold everything in
 * `core`, say nothing but plain words in any language, and judge about as well as rules must. All in one turn: nobody's message is judged by them meanwhile.
 */
export async function passGate(engine: Pick<Engine, 'trial'>, rules: Rules, gate: Gate, core: readonly string[]): Promise<void> {
  try {
    await engine.trial(rules.pack, rules.words, (trial) => judge(trial, rules.texts, gate, core));
  } catch (cause) {
    if (cause instanceof Refused) throw cause;
    // A trap is bad judgement; anything else is the engine saying that these are no rules.
    throw new Refused(cause instanceof WebAssembly.RuntimeError ? 'gate' : 'shape', 'the engine cannot work with these rules', cause);
  }
}

function judge({ scan, inventory, speak }: Trial, texts: readonly Texts[], { scams, honest }: Gate, core: readonly string[]): void {
  const held = new Set(inventory());
  const gone = core.filter((id) => !held.has(id));
  if (gone.length > 0) throw new Refused('core', `without ${gone.slice(0, 5).join(', ')}`);
  for (const language of texts) {
    speak(language);
    inventory();
  }
  const count = (list: readonly Message[], is: (level: Level) => boolean) => list.filter((message) => is(scan(message).level)).length;
  const missed = count(scams, (level) => level === 'none');
  if (missed > MAY_MISS) throw new Refused('gate', `${missed} scams of ${scams.length} missed`);
  const feared = count(honest, (level) => level === 'danger');
  const wary = count(honest, (level) => level !== 'none');
  if (feared > 0 || wary > MAY_DOUBT) throw new Refused('gate', `${wary} honest messages of ${honest.length} warned of`);
}

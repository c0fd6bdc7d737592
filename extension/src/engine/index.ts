/** The one place that touches the generated module. */
import { language } from '../i18n';
import { ownFile, packBytes, slots } from '../pack/files';
import { Engine, type Texts } from './engine';
import { initSync, inventory, learn, load, scan, speak } from './pkg/caveat_wasm.js';

export { type Care, Engine, EngineError } from './engine';

/** Sentences in the language of the interface. */
async function texts(): Promise<Texts | null> {
  const spoken = language();
  return spoken === 'en' ? null : { language: spoken, pack: await packBytes(`texts.${spoken}`) };
}

/** With the rules in use. */
export const packagedEngine = () =>
  new Engine(
    { start: (module) => void initSync({ module }), load, speak, learn, scan, inventory },
    { wasm: () => ownFile('/engine.wasm'), pack: () => packBytes('engine'), words: (language) => packBytes(`words.${language}`), texts, refused: () => slots.distrust() },
  );

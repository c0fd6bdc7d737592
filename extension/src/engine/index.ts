/** The one place that touches the generated module. */
import { ownFile, packBytes } from '../pack/files';
import { Engine } from './engine';
import { initSync, load, scan } from './pkg/caveat_wasm.js';

export { Engine, EngineError } from './engine';

export const packagedEngine = () =>
  new Engine(
    { start: (module) => void initSync({ module }), load, scan },
    { wasm: () => ownFile('/engine.wasm'), pack: () => packBytes('engine') },
  );

/**
 * Stands in for WXT's own class of this name in the build (see `resolve.alias` in wxt.config.ts). That one tells the page
 * by `postMessage` and a `CustomEvent` that we are there, and lets any page that forges the event stop the script. Ours
 * says nothing and listens to nothing: the reader watches `runtime.id` itself.
 */
export class ContentScriptContext {
  readonly signal = new AbortController().signal;
}

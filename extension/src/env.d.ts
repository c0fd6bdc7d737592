/** Stylesheets are taken in by the bundler. */
declare module '*.css';

interface ImportMeta {
  /** Set by the build, one package per browser. */
  readonly env: { readonly FIREFOX: boolean };
}

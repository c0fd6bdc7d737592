/** Stylesheets are taken in by the bundler. */
declare module '*.css';

/** As a text, for the roots that are made in web pages. */
declare module '*.css?inline' {
  const text: string;
  export default text;
}

interface ImportMeta {
  /** Set by the build, one package per browser. */
  readonly env: { readonly FIREFOX: boolean };
}

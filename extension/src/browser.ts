import { browser } from 'wxt/browser';

/** The one place that names the browser: everything else imports it from here. */
export { browser };
export type { Browser } from 'wxt/browser';

/** The address of a file of our own package. */
export const ownUrl = (path: `/${string}`): string => (browser.runtime as unknown as { getURL(path: string): string }).getURL(path);

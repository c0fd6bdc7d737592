/**
 * What this extension is called, in each browser. The native host answers these two and no other: its copy stands in
 * `crates/host/src/browsers.rs`, and a test holds the two together.
 */

/** Public half of a key that nobody needs: Chromium makes the id of it, so that it is the same wherever it is loaded from. */
export const CHROMIUM_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0p+cGwCm4wh1y8KIBoXVHPEnjaba0KyssML1nZ35SVttsF27xd1EZXxD36bWHeHc+kVVpLCPvxQ4' +
  'BHUeBzNGcl+vauZLmVu0yofk6Quc78WrnI2lfp95MMLfZ1HvIkN6iEEHHz749cpJB/hOUttMCvnwWxJbKoB4Avd5dNordw4Mijf6quq6p+D8pdMsZ9WAaC7+' +
  'KL+nliH4bLJLpWHUi3lVun2YqOz2O1FVgBpBxAhefCiv+nBITd6ecxEwzm2N3peJVXV4A1pIl8QFNEyDQuRjDbXR1LDP9UQqRBK1l8HfPKNQgsBmxy46Em2z' +
  'SvANugzkUE22EfAl2uQZwj8fAwIDAQAB';

export const CHROMIUM_ID = 'gipdedfliepoimkokenhjonlobmegeap';

export const FIREFOX_ID = 'caveat@caveat-extension.example';

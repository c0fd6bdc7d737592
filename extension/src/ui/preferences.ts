import { changeSettings, MOST_MUTED, MOST_TRUSTED, type Settings } from '../settings';

/** What the popup changes in the settings, each with its opposite. False: there is no room for more, and nothing was changed. */

export async function trust(sender: string): Promise<boolean> {
  let fits = true;
  await changeSettings(({ trusted }) => {
    if (trusted.some((one) => one.sender === sender)) return {};
    fits = trusted.length < MOST_TRUSTED;
    return fits ? { trusted: [...trusted, { sender, since: Date.now() }] } : {};
  });
  return fits;
}

export const distrust = (sender: string): Promise<void> => changeSettings(({ trusted }) => ({ trusted: trusted.filter((one) => one.sender !== sender) }));

export async function mute(kind: string): Promise<boolean> {
  let fits = true;
  await changeSettings(({ muted }: Settings) => {
    if (muted.includes(kind)) return {};
    fits = muted.length < MOST_MUTED;
    return fits ? { muted: [...muted, kind] } : {};
  });
  return fits;
}

export const unmute = (kind: string): Promise<void> => changeSettings(({ muted }) => ({ muted: muted.filter((one) => one !== kind) }));

import { direction, language } from '../i18n';
import { onSettings, readState, type Read, type Settings } from '../settings';
import { speakLanguage } from '../words';

/** Chinese is told apart by its writing, which decides how browsers draw it. */
const TAGS: Record<string, string> = { zh: 'zh-Hans' };

/**
 * Begins one of our pages: in the language and at the size that the user has chosen, which it follows from then on. What
 * changes the language begins the page anew, or has `spoken` draw it in the other one; of all else `changed` hears.
 */
export async function openPage(changed?: (settings: Settings) => void, spoken?: (settings: Settings) => void): Promise<Read> {
  const state = await readState();
  await speakLanguage(state.settings.language);
  dress(state.settings.helper);
  let { language: speaks } = state.settings;
  onSettings((settings) => {
    if (settings.language !== speaks) {
      if (!spoken) return location.reload();
      speaks = settings.language;
      void speakLanguage(speaks).then(() => {
        dress(settings.helper);
        spoken(settings);
      });
      return;
    }
    dress(settings.helper);
    changed?.(settings);
  });
  return state;
}

/** Language and direction of the page, and helper mode: larger type, and in style sheets whatever goes with `.helper`. */
function dress(helper: boolean): void {
  const root = document.documentElement;
  root.lang = TAGS[language()] ?? language();
  root.dir = direction();
  root.classList.toggle('helper', helper);
}

import { i18n } from '@lingui/core';

export type Language = 'en' | 'es';

/** Loads a language's texts and shows them from now on. */
export async function activate(language: Language): Promise<void> {
  const { messages } =
    language === 'es' ? await import('../locales/es.po') : await import('../locales/en.po');
  i18n.loadAndActivate({ locale: language, messages });
  document.documentElement.lang = language;
  remember('picture-language', language);
}

/** Before anybody is signed in: what was used on this device, else what the browser asks for. */
export function guessLanguage(): Language {
  const used = recall('picture-language');
  if (used === 'en' || used === 'es') return used;
  return navigator.languages.some((tag) => tag.toLowerCase().startsWith('es')) &&
    !navigator.languages[0]?.toLowerCase().startsWith('en')
    ? 'es'
    : 'en';
}

/** The reader's own region where it speaks the language, for the form of dates and amounts. */
export function localeFor(language: string): string {
  return navigator.languages.find((tag) => tag.toLowerCase().startsWith(language)) ?? language;
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing still shows everything.
  }
}

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

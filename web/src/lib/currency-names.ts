import { useLingui } from '@lingui/react';

/** A currency by its code and the name the reader knows it by. */
export function useCurrencyNames(): (code: string) => string {
  const { i18n } = useLingui();
  const names = new Intl.DisplayNames(i18n.locale, { type: 'currency' });
  return (code) => `${code} · ${names.of(code) ?? code}`;
}

/** The usual currency of the regions most people come from; elsewhere the dollar, changed in settings. */
const CURRENCY_OF_REGION: Record<string, string> = {
  AR: 'ARS',
  AU: 'AUD',
  BR: 'BRL',
  CA: 'CAD',
  CH: 'CHF',
  CL: 'CLP',
  CO: 'COP',
  CZ: 'CZK',
  DK: 'DKK',
  GB: 'GBP',
  HU: 'HUF',
  IN: 'INR',
  JP: 'JPY',
  KR: 'KRW',
  MX: 'MXN',
  NO: 'NOK',
  NZ: 'NZD',
  PE: 'PEN',
  PL: 'PLN',
  RO: 'RON',
  SE: 'SEK',
  SG: 'SGD',
  TR: 'TRY',
  UY: 'UYU',
  ZA: 'ZAR',
};
const EURO = 'AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' ');

/** The likely home currency of somebody with these languages: ['es-MX'] → 'MXN'. */
export function guessCurrency(languages: readonly string[]): string {
  for (const language of languages) {
    const region = new Intl.Locale(language).region;
    if (!region) continue;
    if (EURO.includes(region)) return 'EUR';
    return CURRENCY_OF_REGION[region] ?? 'USD';
  }
  return 'USD';
}

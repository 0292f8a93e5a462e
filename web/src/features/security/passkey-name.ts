const SYSTEMS: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Macintosh/, 'Mac'],
  [/CrOS/, 'Chromebook'],
  [/Linux/, 'Linux'],
];
// Most browsers also claim to be Chrome and Safari, so the order matters.
const BROWSERS: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

/** What to call the passkey of this browser: "Chrome · Windows", then "Chrome · Windows 2". */
export function suggestName(userAgent: string, taken: readonly string[]): string {
  const named = (list: [RegExp, string][]) => list.find(([form]) => form.test(userAgent))?.[1];
  const name = [named(BROWSERS), named(SYSTEMS)].filter(Boolean).join(' · ') || 'Passkey';
  const names = [name, ...taken.map((_, index) => `${name} ${index + 2}`)];
  return names.find((one) => !taken.includes(one)) ?? name;
}

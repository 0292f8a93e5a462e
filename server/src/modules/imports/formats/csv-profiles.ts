import type { CsvMapping } from '@picture/contract';
import type { ExtraRole, ExtraWays } from './csv-extras.ts';
import { type CsvRole, plainHeader } from './csv-headers.ts';
import { KNOWN_SERVICES } from './csv-services.ts';

/** Where a service known by name writes what; what is left out is recognised as in any file. */
export interface CsvProfile {
  name: string;
  columns: NonNullable<CsvMapping['columns']>;
  invertSign: boolean | null;
  ways: ExtraWays;
}

const PARTS = KNOWN_SERVICES.map((known) => ({ ...known, names: known.has.split('|') }));

/** The service whose table this is; null: one not known by name. */
export function profileOf(
  headers: readonly string[],
  sample: readonly (readonly string[])[],
): CsvProfile | null {
  if (headers.length === 0) return isWellsFargo(sample) ? WELLS_FARGO : null;
  const names = headers.map(plainHeader);
  const known = PARTS.find((one) => one.names.every((name) => names.includes(name)));
  if (!known) return null;
  const columns: CsvProfile['columns'] = {};
  for (const [role, name] of Object.entries(known.roles ?? {})) {
    const at = name === null ? -1 : names.indexOf(name);
    if (at >= 0 || name === null) columns[role as CsvRole | ExtraRole] = at < 0 ? null : at;
  }
  const { name, invertSign = null, ways = {} } = known;
  return { name, columns, invertSign, ways };
}

/** Wells Fargo names no columns, and writes a star in the third of five. */
const isWellsFargo = (sample: readonly (readonly string[])[]): boolean =>
  sample.length > 0 && sample.every((cells) => cells.length === 5 && cells[2]?.trim() === '*');

const WELLS_FARGO: CsvProfile = {
  name: 'Wells Fargo',
  columns: { postedOn: 0, amount: 1, checkNumber: 3, payee: 4 },
  invertSign: false,
  ways: {},
};

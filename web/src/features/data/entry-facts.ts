import type { Deed } from '@picture/contract';

type Fields = Record<string, unknown>;
type Sides = Pick<Deed, 'before' | 'after'>;

/** A field that an entry changed, by its name in snake_case. */
export interface FieldChange {
  field: string;
  before: unknown;
  after: unknown;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const snake = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What was recorded of one side. Rows name their fields as the database, wishes as the API. */
export function fieldsOf(side: unknown): Fields {
  if (!isFields(side)) return {};
  return Object.fromEntries(Object.entries(side).map(([key, value]) => [snake(key), value]));
}

/** What a person calls the thing an entry is about, where the entry says so. */
export function nameIn(entry: Sides): string | null {
  for (const side of [entry.after, entry.before]) {
    const fields = fieldsOf(Array.isArray(side) ? side[0] : side);
    for (const key of ['name', 'payee', 'contains', 'file_name', 'email', 'currency', 'provider']) {
      const value = fields[key];
      if (typeof value === 'string' && value !== '') return value;
    }
  }
  return null;
}

/** How many things an entry is about: the rows it lists or counts. */
export function countIn({ before, after }: Sides): number {
  if (Array.isArray(before)) return before.length;
  const fields = { ...fieldsOf(before), ...fieldsOf(after) };
  for (const key of ['count', 'added', 'removed', 'transactions', 'ended']) {
    const value = fields[key];
    if (typeof value === 'number') return value;
  }
  return 0;
}

/**
 * The fields in which the two sides differ. A wish names only what was to change, so what it leaves
 * out stayed; where one side is missing, all fields of the other are news.
 */
export function changedFields({ before, after }: Sides): FieldChange[] {
  const [old, fresh] = [fieldsOf(before), fieldsOf(after)];
  const isEdit = Object.keys(old).length > 0 && Object.keys(fresh).length > 0;
  const fields = isEdit ? Object.keys(fresh) : [...Object.keys(old), ...Object.keys(fresh)];
  return fields
    .map((field) => ({ field, before: old[field] ?? null, after: fresh[field] ?? null }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

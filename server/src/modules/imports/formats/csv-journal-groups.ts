import type { CsvRecord } from './csv-record.ts';

/** A journal of a group that holds more than one, which its title says. */
export interface GroupedRecord {
  record: CsvRecord;
  group: string;
  title: string;
}

/**
 * Firefly III writes each journal of a split as a row; those of one group need not follow one
 * another. They are gathered until the file ends: what one account has of a group is one row.
 */
export class JournalGroups {
  readonly #groups = new Map<string, GroupedRecord[]>();

  add(grouped: GroupedRecord): void {
    const { account, currency, transaction } = grouped.record;
    const isOut = transaction.amountMinor < 0;
    const key = JSON.stringify([grouped.group, account, currency, transaction.postedOn, isOut]);
    const known = this.#groups.get(key);
    if (known) known.push(grouped);
    else this.#groups.set(key, [grouped]);
  }

  *finish(): Generator<CsvRecord> {
    for (const parts of this.#groups.values()) yield wholeOf(parts);
  }
}

/** Recognised by its first journal, as that stood alone before. */
function wholeOf(parts: readonly GroupedRecord[]): CsvRecord {
  const sorted = parts.toSorted((a, b) => numberOf(a) - numberOf(b));
  const [first] = sorted;
  if (!first) throw new Error('A group has no journal.');
  if (sorted.length === 1) return first.record;
  const lines = sorted.map(({ record }) => record.transaction);
  const { tags: _, note: __, ...row } = first.record.transaction;
  const payees = new Set(lines.map((line) => line.payee));
  return {
    ...first.record,
    transaction: {
      ...row,
      amountMinor: lines.reduce((sum, line) => sum + line.amountMinor, 0),
      payee: payees.size === 1 ? row.payee : first.title,
      memo: payees.size === 1 ? first.title : null,
      category: null,
      keyOf: { amountMinor: row.amountMinor, memo: row.memo },
      splits: lines.map(({ amountMinor, category, memo, tags }) => ({
        amountMinor,
        category,
        memo,
        ...(tags && { tags }),
      })),
    },
  };
}

const numberOf = ({ record }: GroupedRecord): number => Number(record.transaction.externalId);

import {
  type CategoryKnowledge,
  type Decision,
  decide,
  merchantName,
  nameKey,
} from '../transactions/index.ts';
import type { StagedRow } from './findings.ts';
import type { ParsedTransaction } from './formats/index.ts';
import { importKey, KeyCounter } from './import-key.ts';

/** Texts whose category and name are kept at hand; they repeat a lot. */
const TEXTS_KEPT = 20_000;

interface Told {
  payee: string;
  originalPayee: string | null;
  memo: string | null;
  category: Decision;
}

/**
 * Makes rows of a file ready for the ledger: a clean payee, a category, and a key to know them again.
 * One for each reading of a file, since rows alike are numbered as they come.
 */
export function rowStager(knowledge: CategoryKnowledge) {
  const counters = new Map<string, KeyCounter>();
  const told = new Map<string, Told>();
  // A rule that looks at more than the text decides rows of one text differently.
  const isPrecise = knowledge.rules.some(
    (rule) => (rule.minMinor ?? rule.maxMinor ?? rule.fromDay ?? rule.toDay) !== null,
  );
  let seq = 0;

  const nameOf = (original: string) =>
    (knowledge.merchantNames.size > 0 && knowledge.merchantNames.get(nameKey(original))) ||
    merchantName(original);

  function tell(row: ParsedTransaction, accountId: string): Told {
    const sign = row.amountMinor > 0 ? '+' : '-';
    const precise = isPrecise ? `${row.amountMinor} ${row.postedOn}` : '';
    const key = `${precise}${sign}${row.payee}\n${row.memo}\n${row.category}\n${accountId}`;
    const known = told.get(key);
    if (known) return known;
    const category = decide(knowledge, { ...row, accountId, fileCategory: row.category });
    const original = row.payee?.trim() || null;
    const payee = original === null ? (row.memo?.trim() ?? '') : nameOf(original);
    const fresh: Told = {
      payee: payee.slice(0, 200),
      originalPayee: original === payee ? null : original,
      memo: row.memo?.trim() || null,
      category,
    };
    if (told.size >= TEXTS_KEPT) told.clear();
    told.set(key, fresh);
    return fresh;
  }

  return (row: ParsedTransaction, statement: number, accountId: string | null): StagedRow => {
    // Two statements of one account number their repeats together.
    const place = accountId ?? `statement ${statement}`;
    const counter = counters.get(place) ?? new KeyCounter();
    counters.set(place, counter);
    const { payee, originalPayee, memo, category } = tell(row, accountId ?? '');
    seq += 1;
    return {
      seq: seq - 1,
      line: row.line,
      statement,
      postedOn: row.postedOn,
      amountMinor: row.amountMinor,
      payee,
      originalPayee,
      memo,
      checkNumber: row.checkNumber?.slice(0, 40) || null,
      importKey: importKey(row, (base) => counter.seen(base)),
      decision: 'add',
      category,
    };
  };
}

import {
  type CategoryKnowledge,
  type Decision,
  decide,
  merchantName,
  nameKey,
} from '../transactions/index.ts';
import type { FileCategories } from './file-categories.ts';
import type { StagedRow } from './findings.ts';
import type { ParsedSplit, ParsedTransaction } from './formats/index.ts';
import { importKey, KeyCounter } from './import-key.ts';
import { extrasOf, fileCategoryOf, memoBeside } from './row-extras.ts';

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
export function rowStager(known: CategoryKnowledge, categories: FileCategories) {
  // Which category a name of the file is was told before it is decided upon.
  const names = new Map<string, string>();
  const knowledge: CategoryKnowledge = { ...known, names };
  const counters = new Map<string, KeyCounter>();
  const told = new Map<string, Told>();
  // A rule that looks at more than the text decides rows of one text differently.
  const isPrecise = knowledge.rules.some(
    (rule) => (rule.minMinor ?? rule.maxMinor ?? rule.fromDay ?? rule.toDay) !== null,
  );
  let seq = 0;

  function categoryIn(category: string | null, group: string | undefined, amountMinor: number) {
    const id = categories.of(category, group, amountMinor);
    if (id !== null) names.set(id.toLowerCase(), id);
    return id;
  }

  function tell(row: ParsedTransaction, accountId: string): Told {
    const fileCategory = categoryIn(fileCategoryOf(row), row.categoryGroup, row.amountMinor);
    const sign = row.amountMinor > 0 ? '+' : '-';
    const precise = isPrecise ? `${row.amountMinor} ${row.postedOn}` : '';
    const beside = `${row.originalPayee ?? ''}\n${row.note ?? ''}`;
    const key = `${precise}${sign}${row.payee}\n${row.memo}\n${fileCategory}\n${accountId}\n${beside}`;
    const known = told.get(key);
    if (known) return known;
    const bank = row.originalPayee?.trim() || null;
    const category = decide(knowledge, {
      ...row,
      payee: bank ?? row.payee,
      memo: bank === null ? row.memo : row.payee,
      accountId,
      fileCategory,
    });
    const original = bank ?? (row.payee?.trim() || null);
    const payee = cleanName(knowledge, row, original);
    const fresh: Told = {
      payee: payee.slice(0, 200),
      originalPayee: original === payee ? null : original,
      memo: memoBeside(row),
      category,
    };
    if (told.size >= TEXTS_KEPT) told.clear();
    told.set(key, fresh);
    return fresh;
  }

  const lineDecider = (row: ParsedTransaction, accountId: string) => (split: ParsedSplit) =>
    decide(knowledge, {
      payee: row.originalPayee ?? row.payee,
      memo: split.memo ?? row.memo,
      amountMinor: split.amountMinor,
      postedOn: row.postedOn,
      accountId,
      fileCategory: categoryIn(split.category, split.categoryGroup, split.amountMinor),
    });

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
      ...extrasOf(row, lineDecider(row, accountId ?? '')),
    };
  };
}

/** Another program's clean name stays, unless the household has one of its own. */
function cleanName(
  { merchantNames }: CategoryKnowledge,
  row: ParsedTransaction,
  original: string | null,
): string {
  if (original === null) return row.memo?.trim() ?? '';
  const own = merchantNames.size > 0 && merchantNames.get(nameKey(original));
  if (own) return own;
  return row.originalPayee === undefined ? merchantName(original) : row.payee?.trim() || original;
}

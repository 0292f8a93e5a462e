import type { AccountChoice, CategoryChoice } from '@picture/contract';
import type { Tx } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Reader } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import { findVisibleAccount } from '../accounts/index.ts';
import { foldText, listCategoryRows } from '../transactions/index.ts';
import { type ImportChoices, type ImportFindings, isSameAccount } from './findings.ts';
import { saveMatch } from './imports.repository.ts';
import type { ImportTables } from './read.service.ts';

/** Keeps into which account each statement goes: one there is, or one the commit opens. */
export async function takeAccountChoices(
  tx: Tx<ImportTables>,
  who: Reader,
  findings: ImportFindings,
  choices: ImportChoices,
  wishes: readonly AccountChoice[],
): Promise<void> {
  choices.newAccounts ??= {};
  for (const wish of wishes) {
    const { index } = wish;
    const statement = findings.statements[index];
    if (!statement) throw notFound('statement');
    if ('create' in wish) {
      const { name, currency } = wish.create;
      assertCurrency(statement.currency, currency, name);
      // The account keeps its id as long as it is only renamed; statements of one account share it.
      const same = findings.statements.find(
        (one) => choices.newAccounts?.[one.index] && isSameAccount(one, statement),
      );
      const id = choices.newAccounts[same?.index ?? index]?.id ?? newId();
      choices.newAccounts[index] = { ...wish.create, id };
      delete choices.accounts[index];
      continue;
    }
    const account = await findVisibleAccount(tx, who, wish.accountId);
    if (!account) throw notFound('account');
    assertCurrency(statement.currency, account.currency, account.name);
    choices.accounts[index] = wish.accountId;
    delete choices.newAccounts[index];
    if (statement.key === null) continue;
    await saveMatch(tx, {
      household_id: who.householdId,
      statement_key: statement.key,
      account_id: wish.accountId,
    });
  }
}

function assertCurrency(from: string | null, to: string, name: string): void {
  if (from === null || from === to) return;
  throw new AppError('currency_mismatch', `The statement is in ${from} and ${name} in ${to}.`, {
    params: { from, to },
  });
}

/** What was said of categories before, but for those named now. */
export async function takeCategoryChoices(
  tx: Tx<ImportTables>,
  who: Reader,
  choices: ImportChoices,
  wishes: readonly CategoryChoice[],
): Promise<CategoryChoice[]> {
  const present = new Set((await listCategoryRows(tx, who.householdId)).map((row) => row.id));
  for (const wish of wishes) {
    if (wish.choice === 'map' && !present.has(wish.categoryId)) throw notFound('category');
  }
  const named = new Set(wishes.map((wish) => foldText(wish.name)));
  const before = (choices.categories ?? []).filter((one) => !named.has(foldText(one.name)));
  return [...before, ...wishes].slice(-MOST_KEPT);
}

const MOST_KEPT = 1000;

import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';

interface Problem {
  code: string;
  params: Record<string, string | number>;
  message: string;
}

/** Wrong in one line; `shown` is what stands there, where that helps. */
const texts = (shown: string): Record<string, MessageDescriptor> => ({
  date_column_missing: msg`No column of dates was found.`,
  amount_column_missing: msg`No column of amounts was found.`,
  date_missing: msg`This row has no date.`,
  date_pending: msg`This row is pending and has no date yet; the file’s last day was taken.`,
  date_invalid: msg`There is no such day: ${shown}`,
  amount_missing: msg`This row has no amount.`,
  amount_invalid: msg`This is no amount: ${shown}`,
  amount_too_large: msg`This amount is too large: ${shown}`,
  amount_rounded: msg`This amount has more decimals than its currency and was rounded: ${shown}`,
  balance_differs: msg`The opening balance and the transactions of this statement do not add up to its closing balance.`,
  balance_invalid: msg`This is no balance: ${shown}`,
  currency_differs: msg`This amount is in another currency than its statement: ${shown}`,
  direction_missing: msg`This amount does not say whether it is money in or money out.`,
  entry_invalid: msg`The day, side, amount or kind of this entry is missing: ${shown}`,
  not_booked: msg`This is not booked, so it was left out: ${shown}`,
  xml_damaged: msg`Line ${shown} of this file is not whole: it was damaged or cut off. Download it again.`,
  file_unreadable: msg`This file of the archive could not be read: ${shown}`,
  archive_damaged: msg`This archive cannot be unpacked: it is damaged, or it asks for a password.`,
  archive_too_large: msg`This archive holds too much: unpack it and send the statements one by one.`,
  ambiguous_dates: msg`No date tells whether the day or the month comes first. Check the order under Columns.`,
  ambiguous_amounts: msg`Nothing tells money in from money out. Check the signs under Columns.`,
  file_truncated: msg`The file is cut off here.`,
  quote_unclosed: msg`A quotation mark is opened here and never closed.`,
  splits_mismatch: msg`The parts of this split do not add up to its amount.`,
  record_invalid: msg`This record is not complete.`,
  investment_skipped: msg`This investment action is not known and was left out: ${shown}`,
  more_problems: msg`And ${shown} more problems.`,
  not_a_statement: msg`This file is not a statement.`,
  file_empty: msg`This file is empty.`,
  file_blank: msg`Most of this file is blank: it was damaged, or it is no statement.`,
  file_too_large: msg`This file is too large: one of this kind may have ${shown} MB at most.`,
  wrong_file_type: msg`Download the statement as CSV, OFX, CAMT or MT940 instead: this file is of another kind.`,
  row_too_long: msg`A row of this file is too long to be a transaction.`,
  no_transactions: msg`There are no transactions in this file.`,
  no_statements: msg`This file holds lists, no transactions.`,
  document_type_refused: msg`This file declares a document type or entities, which a bank’s statement never does.`,
  account_missing: msg`A statement in this file does not say which account it is of: the file is damaged.`,
  currency_unknown: msg`This file names a currency that is not in use: ${shown}`,
  internal: msg`Something failed on our side while reading this file.`,
});

/** What is wrong with a file, in the reader's language; the server's own sentence where we have none. */
export function useFileProblemText(): (problem: Problem) => string {
  const { i18n } = useLingui();
  return ({ code, params, message }) => {
    const { date, text, amount, status, name, currency, action, count, megabytes, line } = params;
    const told =
      date ?? text ?? amount ?? status ?? name ?? currency ?? action ?? count ?? megabytes;
    const shown = told ?? line ?? '';
    const known = texts(String(shown))[code];
    return known ? i18n._(known) : message;
  };
}

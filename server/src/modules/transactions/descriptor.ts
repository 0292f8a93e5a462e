import { createHash } from 'node:crypto';
import type { DescriptorRow } from './transactions.tables.ts';

export interface DescriptorText {
  payee: string;
  originalPayee: string | null;
  memo: string | null;
  note?: string | null;
}

const PAYEE_MAX = 200;
const ORIGINAL_MAX = 500;
const MEMO_MAX = 1000;
const NOTE_MAX = 1000;

/** Letters without case and accents, so that "cafe" finds "Café". */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

/** The texts as they are kept: trimmed, and not longer than the columns. */
function asKept({ payee, originalPayee, memo, note }: DescriptorText): Required<DescriptorText> {
  return {
    payee: payee.trim().slice(0, PAYEE_MAX),
    originalPayee: originalPayee?.trim().slice(0, ORIGINAL_MAX) || null,
    memo: memo?.trim().slice(0, MEMO_MAX) || null,
    note: note?.trim().slice(0, NOTE_MAX) || null,
  };
}

/** Equal texts have the same id, in every household and on every machine: 128 bits of SHA-256. */
function descriptorId(text: Required<DescriptorText>): string {
  const { payee, originalPayee, memo, note } = text;
  return createHash('sha256')
    .update(JSON.stringify([payee, originalPayee, memo, ...(note === null ? [] : [note])]))
    .digest('base64url')
    .slice(0, 22);
}

/** How many letters of a text remain when it is folded; null where it keeps as many. */
function foldedLength(text: string): number | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is ASCII keeps its length.
  if (/^[\x00-\x7f]*$/.test(text)) return null;
  const length = Array.from(foldText(text)).length;
  return length === Array.from(text).length ? null : length;
}

export function descriptorRow(householdId: string, given: DescriptorText): DescriptorRow {
  const text = asKept(given);
  return {
    household_id: householdId,
    id: descriptorId(text),
    payee: text.payee,
    original_payee: text.originalPayee,
    memo: text.memo,
    note: text.note,
    search_text: foldText(
      [text.payee, text.originalPayee, text.memo, text.note].filter(Boolean).join(' '),
    ),
    payee_length: foldedLength(text.payee),
    note_length: foldedLength(text.note ?? ''),
  };
}

import { currencyExponent } from '@picture/contract';
import { parseAmount } from './amounts.ts';
import { dayOf } from './dates.ts';
import { amountProblem, dateProblem, roundedProblem } from './entry-problems.ts';
import { problem } from './problems.ts';
import {
  DEFAULT_CURRENCY,
  type ParsedSplit,
  type ParsedTransaction,
  type StatementEvent,
} from './statement.ts';
import { nodeAt, nodesNamed, textAt, type XmlNode } from './xml.ts';

const LONGEST_QUOTE = 40;
const LONGEST_MEMO = 2000;
/** What stands in a field that must not be empty and has nothing to say. */
const NOTHING_SAID = /^(?:notprovided|not provided|nonref|none|n\/a|0+)$/i;

/** A day as "2024-01-31", with or without a time and its zone: the day the bank wrote. */
export function camtDay(holder: XmlNode | undefined): string | null {
  const text = textAt(holder, 'Dt') ?? textAt(holder, 'DtTm') ?? '';
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?!\d)/.exec(text);
  return parts ? dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3])) : null;
}

/** The amount of an entry, a balance or a payment of a batch, below zero for a debit. */
export function camtAmount(
  holder: XmlNode,
  currency: string | null,
):
  | { minor: number; rounded: boolean; text: string; otherCurrency: string | null }
  | { code: 'refused'; event: StatementEvent } {
  const amount = nodeAt(holder, 'Amt');
  const written = (amount?.attributes['Ccy'] ?? '').toUpperCase().slice(0, 10);
  const text = textAt(holder, 'Amt') ?? '';
  const exponent = currencyExponent(written || (currency ?? DEFAULT_CURRENCY)) ?? 2;
  const read = parseDecimal(text, exponent);
  const direction = textAt(holder, 'CdtDbtInd');
  const line = amount?.line ?? holder.line;
  if (!read.ok) return { code: 'refused', event: amountProblem('error', read.why, text, line) };
  if (direction !== 'CRDT' && direction !== 'DBIT') {
    const message = 'This amount does not say whether it is money in or money out.';
    return { code: 'refused', event: problem('error', line, 'direction_missing', message) };
  }
  return {
    minor: direction === 'DBIT' ? 0 - read.minor : read.minor,
    rounded: read.rounded,
    text,
    otherCurrency: written !== '' && currency !== null && written !== currency ? written : null,
  };
}

const textOf = (node: XmlNode | undefined): string => textAt(node) ?? '';

/** ISO 20022 amounts have a point and no thousands marks: "30.000" is thirty. */
function parseDecimal(text: string, exponent: number) {
  const plain = /^[+-]?\d+\.\d{3}$/.test(text) ? `${text}0` : text;
  return parseAmount(plain, '.', exponent);
}

interface Told {
  row: ParsedTransaction | null;
  problems: StatementEvent[];
}

/** An entry of a statement, where it is booked and can be read. */
export function camtTransaction(
  entry: XmlNode,
  currency: string | null,
  owner: string | null,
): Told {
  const { line } = entry;
  const refused = (event: StatementEvent): Told => ({ row: null, problems: [event] });
  const status = textAt(entry, 'Sts', 'Cd') ?? textAt(entry, 'Sts');
  if (status !== null && status !== 'BOOK' && status !== 'PDNG') {
    const message = `This entry is marked ${status.slice(0, LONGEST_QUOTE)}, not booked.`;
    return refused(
      problem('warning', line, 'not_booked', message, { status: status.slice(0, LONGEST_QUOTE) }),
    );
  }
  const amount = camtAmount(entry, currency);
  if ('code' in amount) return refused(amount.event);
  if (amount.otherCurrency !== null) {
    const message = `This entry is in ${amount.otherCurrency}, the statement is not.`;
    const params = { currency: amount.otherCurrency };
    return refused(problem('error', line, 'currency_differs', message, params));
  }
  const postedOn = camtDay(nodeAt(entry, 'BookgDt')) ?? camtDay(nodeAt(entry, 'ValDt'));
  if (postedOn === null) return refused(undated(entry));
  const details = nodesNamed(entry, 'NtryDtls').flatMap((one) => nodesNamed(one, 'TxDtls'));
  const only = details.length === 1 ? details[0] : undefined;
  const splits = details.length > 1 ? splitsOf(details, amount.minor, currency) : null;
  const row: ParsedTransaction = {
    line,
    postedOn,
    amountMinor: amount.minor,
    payee: common(details.map((one) => partyOf(one, amount.minor, isReversal(entry), owner))),
    memo: memoOf(entry, details),
    externalId:
      meaningful(textAt(entry, 'AcctSvcrRef')) ?? meaningful(textAt(only, 'Refs', 'AcctSvcrRef')),
    checkNumber: meaningful(textAt(only, 'Refs', 'ChqNb')),
    category: null,
    splits,
    ...(status === 'PDNG' && { isPending: true }),
  };
  return { row, problems: amount.rounded ? [roundedProblem(amount.text, line)] : [] };
}

function undated(entry: XmlNode): StatementEvent {
  const day = nodeAt(entry, 'BookgDt') ?? nodeAt(entry, 'ValDt');
  const text = textAt(day, 'Dt') ?? textAt(day, 'DtTm') ?? '';
  return dateProblem(text, day?.line ?? entry.line);
}

const isReversal = (entry: XmlNode): boolean => /^(?:true|1)$/.test(textAt(entry, 'RvslInd') ?? '');

/** Who stands on the other side. A reversal still names the sides of the payment it takes back. */
function partyOf(
  detail: XmlNode,
  minor: number,
  reversal: boolean,
  owner: string | null,
): string | null {
  const parties = nodeAt(detail, 'RltdPties');
  const nameOf = (role: string) => {
    const name = textAt(parties, role, 'Nm') ?? textAt(parties, role, 'Pty', 'Nm') ?? null;
    return name !== null && NOTHING_SAID.test(name) ? null : name;
  };
  const [near, far] = minor < 0 === reversal ? ['Dbtr', 'Cdtr'] : ['Cdtr', 'Dbtr'];
  const names = [nameOf(near), nameOf(`Ultmt${near}`), nameOf(far), nameOf(`Ultmt${far}`)];
  return names.find((name) => name !== null && name !== owner) ?? null;
}

/** What the payment was for: free text, else its structured reference, and what the bank adds. */
function memoOf(entry: XmlNode, details: readonly XmlNode[]): string | null {
  const parts = [
    common(details.map(remittanceOf)),
    common(details.map((detail) => textAt(detail, 'AddtlTxInf'))),
    textAt(entry, 'AddtlNtryInf'),
  ];
  const said = parts.filter((part): part is string => part !== null);
  const distinct = said.filter((part, at) => !said.slice(0, at).some((one) => one.includes(part)));
  return distinct.join(' · ').slice(0, LONGEST_MEMO) || null;
}

/** What all payments of an entry say alike. */
const common = (texts: readonly (string | null)[]): string | null =>
  texts.every((text) => text === texts[0]) ? (texts[0] ?? null) : null;

function remittanceOf(detail: XmlNode): string | null {
  const remittance = nodeAt(detail, 'RmtInf');
  const free = nodesNamed(remittance, 'Ustrd').map((node) => textOf(node));
  const structured = nodesNamed(remittance, 'Strd').flatMap((node) => [
    textAt(node, 'CdtrRefInf', 'Ref'),
    textAt(node, 'AddtlRmtInf'),
  ]);
  const text = [...free, ...structured].filter((part) => part && !NOTHING_SAID.test(part));
  return text.join(' ') || meaningful(textAt(detail, 'Refs', 'EndToEndId'));
}

/** The payments of a batch, where they add up to it. */
function splitsOf(
  details: readonly XmlNode[],
  wholeMinor: number,
  currency: string | null,
): ParsedSplit[] | null {
  const splits: ParsedSplit[] = [];
  let sum = 0;
  for (const detail of details) {
    const amount = nodeAt(detail, 'Amt') ?? nodeAt(detail, 'AmtDtls', 'TxAmt', 'Amt');
    const read = parseDecimal(textOf(amount), currencyExponent(currency ?? DEFAULT_CURRENCY) ?? 2);
    if (!read.ok) return null;
    const direction = textAt(detail, 'CdtDbtInd') ?? (wholeMinor < 0 ? 'DBIT' : 'CRDT');
    const amountMinor = direction === 'DBIT' ? 0 - read.minor : read.minor;
    const parts = [partyOf(detail, amountMinor, false, null), remittanceOf(detail)];
    sum += amountMinor;
    splits.push({
      amountMinor,
      category: null,
      memo:
        parts
          .filter((part) => part !== null)
          .join(' · ')
          .slice(0, LONGEST_MEMO) || null,
    });
  }
  return sum === wholeMinor ? splits : null;
}

const meaningful = (text: string | null): string | null =>
  text === null || NOTHING_SAID.test(text) ? null : text;

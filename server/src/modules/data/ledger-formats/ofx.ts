import { minorToDecimal } from '@picture/contract';
import { type Book, type BookEntry, type Books, oneLine } from './ledger-book.ts';

const escaped = (text: string): string =>
  text
    // What XML 1.0 has no place for.
    .replace(/[^ -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

const tag = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`;
const day = (on: string): string => `${on.replaceAll('-', '')}120000`;

/** OFX 2.1.1, 11.4.4.1: at most 32 characters; what does not fit goes to the memo, whole. */
const NAME_LENGTH = 32;
const MEMO_LENGTH = 255;

const CARD = 'CREDITCARDMSGSRSV1';
const BANK = 'BANKMSGSRSV1';

/**
 * OFX 2.1.1 with a statement for each account, cards in their own message set, elements in the order
 * of the specification. A split is one transaction: the format has no lines.
 */
export async function* writeOfx(books: Books, today: string): AsyncGenerator<string> {
  yield '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n' +
    '<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>\n' +
    `<OFX><SIGNONMSGSRSV1><SONRS>${status()}${tag('DTSERVER', day(today))}` +
    `${tag('LANGUAGE', 'ENG')}</SONRS></SIGNONMSGSRSV1>\n`;
  const cards: string[] = [];
  let isOpen = false;
  for await (const book of books) {
    if (book.account.kind === 'credit_card') {
      cards.push(statement(book, today));
      continue;
    }
    if (!isOpen) yield `<${BANK}>\n`;
    isOpen = true;
    yield statement(book, today);
  }
  if (isOpen) yield `</${BANK}>\n`;
  if (cards.length > 0) yield `<${CARD}>\n${cards.join('')}</${CARD}>\n`;
  yield '</OFX>\n';
}

const status = (): string => `<STATUS>${tag('CODE', '0')}${tag('SEVERITY', 'INFO')}</STATUS>`;

function statement({ account, entries }: Book, today: string): string {
  const isCard = account.kind === 'credit_card';
  const balanceMinor = entries.reduce((sum, one) => sum + one.amountMinor, account.startingMinor);
  const from = isCard
    ? `<CCACCTFROM>${tag('ACCTID', account.id)}</CCACCTFROM>`
    : `<BANKACCTFROM>${tag('BANKID', 'PICTURE')}${tag('ACCTID', account.id)}${tag(
        'ACCTTYPE',
        account.kind === 'savings' ? 'SAVINGS' : 'CHECKING',
      )}</BANKACCTFROM>`;
  const first = entries[0]?.postedOn ?? account.openedOn;
  const last = entries.at(-1)?.postedOn ?? today;
  const body =
    tag('CURDEF', account.currency) +
    from +
    `<BANKTRANLIST>${tag('DTSTART', day(first))}${tag('DTEND', day(last))}\n` +
    entries.map((entry) => transaction(entry, account.currency)).join('') +
    `</BANKTRANLIST><LEDGERBAL>${tag('BALAMT', minorToDecimal(balanceMinor, account.currency))}` +
    `${tag('DTASOF', day(last))}</LEDGERBAL>`;
  const [outer, inner] = isCard ? ['CCSTMTTRNRS', 'CCSTMTRS'] : ['STMTTRNRS', 'STMTRS'];
  return `<${outer}>${tag('TRNUID', '0')}${status()}<${inner}>${body}</${inner}></${outer}>\n`;
}

function transaction(entry: BookEntry, currency: string): string {
  const payee = oneLine(entry.payee) || 'Unnamed';
  const notes = entry.lines.flatMap((line) => line.note ?? []);
  const memo = [payee.length > NAME_LENGTH ? payee : '', entry.memo, ...notes]
    .map((text) => oneLine(text ?? ''))
    .filter((text) => text !== '')
    .join(' / ');
  return (
    `<STMTTRN>${tag('TRNTYPE', entry.amountMinor < 0 ? 'DEBIT' : 'CREDIT')}` +
    tag('DTPOSTED', day(entry.postedOn)) +
    tag('TRNAMT', minorToDecimal(entry.amountMinor, currency)) +
    tag('FITID', entry.id) +
    (entry.checkNumber ? tag('CHECKNUM', oneLine(entry.checkNumber).slice(0, 12)) : '') +
    tag('NAME', [...payee].slice(0, NAME_LENGTH).join('')) +
    (memo ? tag('MEMO', [...memo].slice(0, MEMO_LENGTH).join('')) : '') +
    '</STMTTRN>\n'
  );
}

import { plainHeader } from './csv-headers.ts';

/** Words beside an amount that say which way the money went. */
const OUT = new Set(
  'debit dr d db dbit deb debet af soll s out outflow cargo debito uscita dare debited lastschrift belastung withdrawal'.split(
    ' ',
  ),
);
const IN = new Set(
  'credit cr c crdt cred bij haben h in inflow abono credito entrata avere credited gutschrift deposit'.split(
    ' ',
  ),
);

const WORDS_KEPT = 1000;
const words = new Map<string, 'in' | 'out' | null>();

/** Which way a cell says the money went; asked of every row, so that what was asked is kept. */
export function signWord(cell: string): 'in' | 'out' | null {
  if (cell === '' || cell.length > 20) return null;
  const known = words.get(cell);
  if (known !== undefined) return known;
  const told = wordOf(cell.trim());
  if (words.size >= WORDS_KEPT) words.clear();
  words.set(cell, told);
  return told;
}

function wordOf(text: string): 'in' | 'out' | null {
  if (text === '-' || text === '\u2212') return 'out';
  if (text === '+') return 'in';
  const word = plainHeader(text);
  if (OUT.has(word)) return 'out';
  return IN.has(word) ? 'in' : null;
}

/** Sorts of transaction that tell the direction whatever the sign beside them. */
const PURCHASE = /^\s*(?:sale|purchase|card purchase|pos purchase|kauf|compra|achat|acquisto)\s*$/i;
const PAYMENT = /^\s*(?:payment|return|refund|credit|payment credit|statement credit)\s*$/i;
/** What card issuers write on the money their customer paid them. */
const PAID_BY_CUSTOMER =
  /payment.{0,14}thank|thank ?you.{0,12}payment|payment received|payment by direct debit|directpay|autopay|paiement recu|pagamento recebido|pago recibido|zahlung erhalten/i;

/** Money that always comes in, in what a row says of itself. */
const EARNED =
  /\b(?:payroll|salary|paychecks?|wages|income|direct dep(?:osit)?|gehalt|lohn|nomina|salaire|stipendio|salaris|ordenado|salario)\b/i;

/** Whether a row says of itself that its money came in. */
export const saysMoneyIn = (text: string): boolean =>
  PAID_BY_CUSTOMER.test(text) || EARNED.test(text);

const CARD = /^(?:visa|master ?card|amex|american express)$/i;

/** Rows that name a card's network are of a card: amounts without a sign are purchases. */
export const isOfCard = (rows: readonly (readonly string[])[]): boolean =>
  rows.length > 0 && rows.every((cells) => cells.some((cell) => CARD.test(cell.trim())));

/** How a file says which way the money went. */
export interface AmountSigns {
  /** The sign column decides. */
  useWords: boolean;
  /** What a blank cell of the sign column means, where all others say the same. */
  blankIs: 'in' | 'out' | null;
  /** Only money in is marked, by CR or a plus: all else is money out. */
  unmarkedOut: boolean;
  /** The file writes money out without a minus and money in with one. */
  invert: boolean;
}

/** Exports that write spending as positive: Amex, Discover, Apple Card, Copilot, Rocket Money. */
export function signsByHeaders(headers: readonly string[]): boolean {
  const names = new Set(headers.map(plainHeader));
  const all = (...wanted: string[]) => wanted.every((name) => names.has(name));
  return (
    all('card member', 'amount') ||
    all('karteninhaber', 'betrag') ||
    all('parent category', 'excluded', 'recurring') ||
    all('ignored from', 'custom name') ||
    all('purchased by', 'clearing date') ||
    (all('trans date', 'post date', 'description', 'amount', 'category') && names.size === 5)
  );
}

/** Counts, over a whole file, how amounts with and without a minus agree with the words beside them. */
export class SignEvidence {
  #rows = 0;
  #negative = 0;
  #explicitPlus = 0;
  #credited = 0;
  #debited = 0;
  #agree = 0;
  #disagree = 0;
  #outWords = 0;
  #inWords = 0;
  #purchases = { positive: 0, negative: 0 };
  #payments = { positive: 0, negative: 0 };

  add(
    minor: number,
    text: string,
    mark: 'credit' | 'debit' | null,
    sign: string | undefined,
    type: string | undefined,
    told: string,
  ): void {
    if (minor === 0) return;
    this.#rows += 1;
    const way = minor < 0 ? 'negative' : 'positive';
    if (minor < 0) this.#negative += 1;
    if (text.includes('+')) this.#explicitPlus += 1;
    if (mark === 'credit') this.#credited += 1;
    if (mark === 'debit') this.#debited += 1;
    const word = sign === undefined ? null : signWord(sign);
    if (word === 'out') this.#outWords += 1;
    if (word === 'in') this.#inWords += 1;
    if (word !== null) {
      if ((word === 'out') === minor < 0) this.#agree += 1;
      else this.#disagree += 1;
    }
    const sort = type ?? '';
    if (PURCHASE.test(sort)) this.#purchases[way] += 1;
    else if (PAYMENT.test(sort)) this.#payments[way] += 1;
    else if (saysMoneyIn(told)) this.#payments[way] += 1;
  }

  /** Whether amounts or the words beside them say which way money went. */
  get hasSigns(): boolean {
    return this.#negative > 0 || this.#outWords + this.#inWords > 0;
  }

  /** `onlyPositive`: nothing tells; every amount could be spending as well. */
  get verdict(): AmountSigns & { onlyPositive: boolean } {
    const words = this.#outWords + this.#inWords;
    const unsigned = this.#negative === 0;
    const onlyIn = this.#outWords === 0 && this.#inWords > 0;
    const onlyOut = this.#inWords === 0 && this.#outWords > 0;
    // Few minus signs among many unsigned amounts are reversals: the words still decide.
    const mostlyUnsigned = this.#negative <= this.#rows * 0.1;
    const useWords = words > 0 && this.#disagree > 0 && mostlyUnsigned;
    const invertByWords = words > 0 && !useWords && this.#disagree > this.#agree;
    const marked = this.#credited + this.#explicitPlus;
    const unmarkedOut =
      !useWords && unsigned && this.#debited === 0 && marked > 0 && marked < this.#rows;
    const contrary = this.#purchases.positive + this.#payments.negative;
    const usual = this.#purchases.negative + this.#payments.positive;
    const cardLike = words === 0 && contrary > usual && this.#purchases.negative === 0;
    // A bank account may pay a card too; but then most of it has a minus.
    const mostlyPositive = this.#negative <= this.#rows * (usual === 0 ? 0.5 : 0.3);
    return {
      useWords: useWords || (words > 0 && unsigned),
      invert: invertByWords || (cardLike && mostlyPositive),
      unmarkedOut,
      onlyPositive: unsigned && this.#rows >= 3 && words === 0 && !unmarkedOut,
      blankIs: words < this.#rows ? (onlyIn ? 'out' : onlyOut ? 'in' : null) : null,
    };
  }
}

import { type Investments, isEmpty, type Position, pricesOf, type Trade } from './investments.ts';
import { minorOf, ofxPosition } from './ofx-investments.ts';
import type { OfxContext } from './ofx-transactions.ts';
import type { OfxRecord } from './ofx-values.ts';

/** What an investment statement tells beside its rows: trades, positions, and what it is worth. */
export class OfxHoldings {
  readonly #positions: Position[] = [];
  readonly #trades: Trade[] = [];
  #cashMinor: number | null = null;
  #totalMinor: number | null = null;

  addTrade(trade: Trade): void {
    this.#trades.push(trade);
  }

  addPosition(record: OfxRecord, context: OfxContext): void {
    const position = ofxPosition(record, context);
    if (position) this.#positions.push(position);
  }

  /** Cash, and what is owed for securities bought on margin. */
  tellCash({ values }: OfxRecord, context: OfxContext): void {
    const parts = ['AVAILCASH', 'MARGINBALANCE', 'SHORTBALANCE'].map((tag) =>
      minorOf(values.get(tag), context),
    );
    if (parts.every((part) => part === null)) return;
    this.#cashMinor = parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
  }

  /** Some brokers write the whole account's value among their own balances. */
  tellTotal({ values }: OfxRecord, context: OfxContext): void {
    const isTotal = /^(?:total )?(?:net )?(?:account|portfolio) (?:value|worth)$/i;
    const names = [values.get('NAME') ?? '', values.get('DESC') ?? ''];
    if (values.get('BALTYPE')?.toUpperCase() === 'PERCENT') return;
    if (names.some((name) => isTotal.test(name.trim()))) {
      this.#totalMinor ??= minorOf(values.get('VALUE'), context);
    }
  }

  /** What the account is worth: as told, else positions and cash; null where a value is missing. */
  worthMinor(currency: string | null): number | null {
    if (this.#totalMinor !== null) return this.#totalMinor;
    if (this.#positions.length === 0) return this.#cashMinor;
    let worth = this.#cashMinor ?? 0;
    for (const { valueMinor, currency: own } of this.#positions) {
      if (valueMinor === null || own !== currency) return null;
      worth += valueMinor;
    }
    return worth;
  }

  investments({ securities }: OfxContext): Investments | null {
    const [positions, trades] = [this.#positions, this.#trades];
    const prices = pricesOf(positions, trades);
    const told = new Set([...positions, ...trades].map(({ security }) => security));
    for (const { security, price, pricedOn } of securities.values()) {
      if (!security || price === null || pricedOn === null || !told.has(security)) continue;
      const known = prices.some((one) => one.security === security && one.pricedOn === pricedOn);
      if (!known) prices.push({ security, pricedOn, price, currency: null });
    }
    const investments = { positions, trades, prices };
    return isEmpty(investments) ? null : investments;
  }
}

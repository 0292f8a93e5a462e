import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sourceOf } from './csv.fixture.ts';
import { readStatements } from './index.ts';

const folder = new URL('./fixtures/banks/', import.meta.url);

async function serviceOf(content: string | Uint8Array): Promise<string | null | undefined> {
  for await (const event of readStatements(sourceOf(content), {})) {
    if (event.kind === 'format') return event.profile;
  }
  return undefined;
}

describe('services known by name', () => {
  it.each([
    ['Mint', 'mint'],
    ['Monarch', 'monarch'],
    ['YNAB', 'ynab-register'],
    ['Copilot', 'copilot'],
    ['Empower', 'empower-transactions'],
    ['Quicken', 'quicken'],
    ['Quicken', 'quicken-report'],
    ['Quicken Simplifi', 'simplifi'],
    ['Actual', 'actual'],
    ['Firefly III', 'firefly'],
    ['Lunch Money', 'lunch-money'],
    ['Chase', 'chase-checking'],
    ['Chase', 'chase-card'],
    ['Bank of America', 'boa-checking'],
    ['Bank of America', 'boa-card'],
    ['Wells Fargo', 'wells-fargo'],
    ['Capital One', 'capitalone-card'],
    ['Capital One', 'capitalone-bank'],
    ['American Express', 'amex-long'],
    ['Citi', 'citi'],
    ['USAA', 'usaa'],
    ['Apple Card', 'apple-card'],
    ['PayPal', 'paypal-new'],
    ['Venmo', 'venmo'],
    ['Revolut', 'revolut'],
    ['Wise', 'wise'],
    ['Wise', 'wise-history'],
    ['N26', 'n26'],
    ['ING', 'ing-nl'],
    ['ING', 'ing-de'],
    [null, 'amex-short'],
    [null, 'dkb-new'],
  ])('are told: %s by %s.csv', async (service, file) => {
    expect(await serviceOf(readFileSync(new URL(`${file}.csv`, folder)))).toBe(service);
  });

  it.each([
    ['Kraken', 'txid,refid,time,type,subtype,aclass,asset,wallet,amount,fee,balance'],
    [
      'Coinbase',
      'ID,Timestamp,Transaction Type,Asset,Quantity Transacted,Price Currency,Price at Transaction,Subtotal,Total (inclusive of fees and/or spread),Fees and/or Spread,Notes',
    ],
    ['Charles Schwab', 'Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount'],
    ['Empower', 'Account,Ticker,Name,Shares,Price,Change,1 Day %,1 Day $,Value'],
  ])('are told where they keep investments: %s', async (service, header) => {
    expect(await serviceOf(`${header}\n`)).toBe(service);
  });

  it('are no longer asked once a person said which column is what', async () => {
    const file =
      'Date,Merchant,Category,Account,Original Statement,Notes,Amount,Tags\n2024-01-15,Shop,Food,Card,SHOP 1,,-4.50,\n';
    for await (const event of readStatements(sourceOf(file), { csv: { columns: { payee: 4 } } })) {
      if (event.kind === 'format')
        expect(event).toMatchObject({ profile: null, csv: { columns: { payee: 4 } } });
      if (event.kind === 'transactions') expect(event.rows[0]?.payee).toBe('SHOP 1');
    }
  });
});

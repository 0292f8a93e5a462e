import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { merchantKey, merchantName } from './merchant.ts';

describe('the merchant of a bank’s text', () => {
  test.each([
    ['SQ *BLUE BOTTLE 0421 OAKLAND CA', 'blue bottle', 'Blue Bottle Coffee'],
    ['TST* RIVERSIDE DINER - 0231', 'riverside diner', 'Riverside Diner'],
    ['PAYPAL *SPOTIFY 402-935-7733', 'spotify', 'Spotify'],
    ['SP ALLBIRDS', 'allbirds', 'Allbirds'],
    ['POS DEBIT - 1234 - STARBUCKS STORE 12345 SEATTLE WA', 'starbucks', 'Starbucks'],
    ['CHECKCARD 0421 TRADER JOE S #123 QPS OAKLAND CA 24431060', 'trader joes', "Trader Joe's"],
    ['PURCHASE AUTHORIZED ON 04/21 SHELL OIL 5744 SAN JOSE CA CARD 1234', 'shell oil', 'Shell'],
    ['AMZN Mktp US*2K3AB1CD2 Amzn.com/bill WA', 'amzn mktp', 'Amazon'],
    ['7-ELEVEN 34567 AUSTIN TX', '7 eleven', '7-Eleven'],
    ['24 HOUR FITNESS #0412', '24 hour fitness', '24 Hour Fitness'],
    ['H&M0342 NEW YORK NY', 'hm', 'H&M'],
    ['ACME CORP DES:PAYROLL ID:1234 INDN:A PERSON CO ID:99 PPD', 'acme payroll', 'Acme Payroll'],
    ['Kartenzahlung REWE SAGT DANKE 4711', 'rewe', 'REWE'],
    ['COMPRA CON TARJETA CAFÉ CENTRAL', 'cafe central', 'Café Central'],
    ['CHIPOTLE 1234           OAKLAND       CA', 'chipotle', 'Chipotle'],
    ['UBER   *EATS HELP.UBER.COM CA', 'uber eats', 'Uber Eats'],
    ['CHECK 1234', 'check', 'Check'],
  ])('%s', (text, key, name) => {
    expect(merchantKey(text)).toBe(key);
    expect(merchantName(text)).toBe(name);
  });

  test('is called by its own name, whatever branch or product a bank adds', () => {
    expect(merchantName('WHOLEFDS NOE 10379 SAN FRANCISCO CA')).toBe('Whole Foods Market');
    expect(merchantName('COSTCO WHSE #0123 SEATTLE WA')).toBe('Costco');
    expect(merchantName('LYFT *RIDE SUN 7PM')).toBe('Lyft');
    expect(merchantName('GOOGLE *YouTubePremium g.co/helppay#CA')).toBe('YouTube Premium');
    expect(merchantName('TARGET 00012345 MINNEAPOLIS MN')).toBe('Target');
  });

  test('is not taken for a well-known one that only begins alike', () => {
    expect(merchantName('TARGET ROOFING')).toBe('Target Roofing');
    expect(merchantName('SHELL BEACH CAFE')).toBe('Shell Beach Cafe');
    expect(merchantName('UNITED METHODIST CHURCH')).toBe('United Methodist Church');
  });

  test('keeps something even when all of it looks like noise', () => {
    expect(merchantKey('12345')).toBe('12345');
    expect(merchantKey('CARD PURCHASE')).toBe('card purchase');
    expect(merchantKey(' *** ')).toBe('***');
    expect(merchantKey('')).toBe('');
  });

  test('is never empty for text that is not blank', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (text) => {
        expect(merchantKey(text) === '').toBe(text.trim() === '');
        expect(merchantName(text) === '').toBe(text.trim() === '');
      }),
    );
  });

  test('does not depend on store number, city, case or processor', () => {
    const name = fc.constantFrom('GREEN LEAF BISTRO', 'HARBOR BOOKS', 'NORTHSIDE DELI', 'ZUMA');
    const store = fc.integer({ min: 100, max: 99_999 });
    const place = fc.constantFrom('OAKLAND CA', 'AUSTIN TX', 'NEW YORK NY', 'ST LOUIS MO');
    const before = fc.constantFrom('', 'SQ *', 'POS DEBIT ', 'CHECKCARD 0421 ', 'PAYPAL *');
    fc.assert(
      fc.property(name, store, place, before, (merchant, number, city, prefix) => {
        const text = `${prefix}${merchant} #${number} ${city}`;
        expect(merchantKey(text)).toBe(merchant.toLowerCase());
        expect(merchantKey(text.toLowerCase())).toBe(merchant.toLowerCase());
        expect(merchantKey(`${prefix}${merchant} ${city}`)).toBe(merchant.toLowerCase());
      }),
    );
  });
});

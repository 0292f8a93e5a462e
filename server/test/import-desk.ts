import type { Api, BodyIn, ImportRow } from '@picture/contract';
import type { Client, TestApp } from './harness.ts';

export const csv = (...rows: string[]) => `Date,Description,Amount\n${rows.join('\n')}\n`;
export const COFFEE = '2026-02-10,SQ *BLUE BOTTLE 0421 OAKLAND CA,-4.75';

export const ofx = (...rows: string[]) => `OFXHEADER:100
DATA:OFXSGML
VERSION:102
<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD
<BANKACCTFROM><BANKID>123<ACCTID>000987654<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST>${rows.join('')}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;
export const ofxRow = (id: string, amount: string, name: string, day: string) =>
  `<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>${day}<TRNAMT>${amount}<FITID>${id}<NAME>${name}</STMTTRN>`;

/** What a person does with statement files of one account. */
export function importDesk(test: TestApp, ana: Client, accountId: string) {
  const upload = (content: string, name = 'statement.csv') =>
    ana.upload(content, { name, accountId });
  const commit = async (id: string) => {
    await ana.call('POST /imports/:id/commit', { params: { id } });
    return ana.settled(id);
  };
  const bring = async (content: string, name?: string) => commit((await upload(content, name)).id);
  const undo = async (id: string) => {
    await ana.call('POST /imports/:id/undo', { params: { id } });
    return ana.settled(id);
  };
  const rowsOf = async (id: string): Promise<ImportRow[]> =>
    (await ana.call('GET /imports/:id/rows', { params: { id }, query: {} })).items;
  const decide = (id: string, body: BodyIn<Api['PUT /imports/:id/rows']>) =>
    ana.call('PUT /imports/:id/rows', { params: { id }, body });
  const list = async () => (await ana.call('GET /transactions', { query: {} })).items;
  const balance = async () =>
    (await ana.call('GET /accounts/:id', { params: { id: accountId } })).balance.amountMinor;
  const type = (wish: Partial<BodyIn<Api['POST /transactions']>> = {}) =>
    ana.call('POST /transactions', {
      body: { accountId, postedOn: '2026-02-09', payee: 'Blue Bottle', amountMinor: -475, ...wish },
    });
  const makePending = (id: string) =>
    test.services.database.write((tx) =>
      tx.updateTable('transactions').set({ is_pending: 1 }).where('id', '=', id).execute(),
    );
  const remove = (id: string) => ana.call('DELETE /transactions/:id', { params: { id } });

  return { upload, commit, bring, undo, rowsOf, decide, list, balance, type, makePending, remove };
}

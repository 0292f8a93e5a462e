import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEachEngine, openChecking, signUp, type TestApp } from '../../../test/harness.ts';

describeOnEachEngine('What was done last', (build) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(async () => {
    await test.expectHealthy();
    await test.close();
  });

  it('is offered whole where it was an import, which is told of among the steps', async () => {
    const ana = await signUp(test);
    const accountId = (await openChecking(ana)).id;
    await ana.call('POST /transactions', {
      body: { accountId, postedOn: '2026-03-01', payee: 'Before', amountMinor: -100 },
    });
    await ana.call('POST /rules', { body: { contains: 'zyxomma', note: 'By rule' } });
    const file = await ana.upload('Date,Payee,Amount\n2026-02-15,Zyxomma,-1.00\n', {
      accountId,
    });
    const params = { id: file.id };
    await ana.call('POST /imports/:id/commit', { params });
    await ana.settled(file.id);
    const notes = async () =>
      (await ana.call('GET /transactions', { query: { limit: 50 } })).items.map((row) => row.note);
    await expect.poll(notes, { timeout: 10_000 }).toContain('By rule');
    const refused = await ana.refusal('POST /ledger/undo', { body: { stopAtImport: true } });
    expect(refused).toMatchObject({
      code: 'import_is_latest',
      params: { importId: file.id, added: 1 },
    });
    const told = async () =>
      (await ana.call('GET /audit-log', { query: { action: 'import.commit' } })).items[0];
    expect(await told()).toMatchObject({ step: 'done', after: { fileName: 'statement.csv' } });
    await ana.call('POST /imports/:id/undo', { params });
    await ana.settled(file.id);
    expect((await told())?.step).toBe('undone');
    await ana.call('POST /imports/:id/again', { params });
    await ana.settled(file.id);
    await ana.call('POST /imports/:id/commit', { params });
    await ana.settled(file.id);
    const again = await ana.refusal('POST /ledger/undo', { body: { stopAtImport: true } });
    expect(again).toMatchObject({ params: { importId: file.id, added: 1 } });
    await ana.call('POST /imports/:id/undo', { params });
    await ana.settled(file.id);
    const { action } = await ana.call('POST /ledger/undo', { body: { stopAtImport: true } });
    expect(action).toBe('rule.create');
  });
});

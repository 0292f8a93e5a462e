import { type Client, categoryId, openChecking, signUp, type TestApp } from './harness.ts';

/** A word that is in nothing that others may see. */
export const SECRET = 'Zyxomma';
export const CSV = `Date,Description,Amount\n2026-02-03,${SECRET} CLINIC,-77.31\n2026-02-04,${SECRET} PAYROLL,512.09\n`;

interface Entry {
  postedOn: string;
  payee: string;
  amountMinor: number;
}

export const spend = async (
  client: Client,
  accountId: string,
  entry: Entry,
  category: string | null,
) =>
  client.call('POST /transactions', {
    body: {
      ...entry,
      accountId,
      ...(category && { categoryId: await categoryId(client, category) }),
    },
  });

export const record = (client: Client, accountId: string, payee: string, amountMinor: number) =>
  spend(client, accountId, { postedOn: '2026-02-10', payee, amountMinor }, null);

/** What is in the household of both: one shared account with the same rows. */
async function shared(client: Client) {
  const account = await openChecking(client);
  await record(client, account.id, 'Grocer', -4200);
  await record(client, account.id, 'Employer', 310_000);
  const side = await record(client, account.id, 'Own transfer', -9000);
  return { account, side };
}

/** A household with such an account, and everything of it that others could come upon. */
export async function withSecret(test: TestApp) {
  const ana = await signUp(test);
  const { account, side } = await shared(ana);
  const secret = await openChecking(ana, {
    name: `${SECRET} savings`,
    openingBalanceMinor: 1_234_567,
    isPrivate: true,
  });
  const row = await record(ana, secret.id, `${SECRET} shop`, -5555);
  const other = await record(ana, secret.id, `${SECRET} in`, 9000);
  await ana.call('POST /transfers', { body: { transactionIds: [side.id, other.id] } });
  const file = await ana.upload(CSV, { name: `${SECRET}.csv`, accountId: secret.id });
  await ana.call('POST /imports/:id/commit', { params: { id: file.id } });
  await ana.settled(file.id);
  const names = { names: [`${SECRET} shop`], to: `${SECRET} store` };
  await ana.call('POST /merchants/rename', { body: names });
  const { rule } = await ana.call('POST /rules', {
    body: {
      contains: SECRET,
      accountId: secret.id,
      direction: null,
      categoryId: row.categoryId,
      applyToExisting: false,
    },
  });
  return { ana, account, side, secret, row, other, file, rule };
}

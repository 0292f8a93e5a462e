import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { daySchema } from './schemas.ts';
import { filterQuery } from './transactions.ts';

export const LEDGER_FORMATS = ['csv', 'jsonl', 'ofx', 'qif', 'ledger', 'beancount'] as const;
export type LedgerFormat = (typeof LEDGER_FORMATS)[number];

export const exportLedger = endpoint({
  method: 'GET',
  path: '/ledger-export',
  summary: 'Transactions as a file for another program: docs/EXPORTS.md',
  access: 'viewer',
  query: z.strictObject({
    format: z.enum(LEDGER_FORMATS),
    accountIds: filterQuery.accountIds,
    from: daySchema.optional().describe('Earlier transactions are part of the starting balance.'),
    to: daySchema.optional(),
  }),
  reply: z.unknown(),
});

import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idParams, idSchema, instantSchema } from './schemas.ts';

export const ledgerStepSchema = z.object({
  id: idSchema.describe('Also the id of the change in the audit log.'),
  action: z.string().describe('What was done, as the audit log names it.'),
  changes: z.int().describe('How many rows it changed.'),
  undoneAt: instantSchema.nullable(),
});
export type LedgerStep = z.infer<typeof ledgerStepSchema>;

const change = { access: 'editor', reply: ledgerStepSchema } as const;

export const undoLatest = endpoint({
  ...change,
  method: 'POST',
  path: '/ledger/undo',
  summary: 'Take back the last thing this person changed in the ledger, for 30 days',
  body: z.strictObject({
    stopAtImport: z
      .boolean()
      .default(false)
      .describe(
        'Refuse with import_is_latest where the last thing was an import: it is taken back whole, by its own way, and not what followed from it.',
      ),
  }),
  errors: ['nothing_to_undo', 'step_overtaken', 'import_is_latest'],
});

export const redoLatest = endpoint({
  ...change,
  method: 'POST',
  path: '/ledger/redo',
  summary: 'Make again what this person took back last',
  body: z.strictObject({}),
  errors: ['nothing_to_redo', 'step_overtaken'],
});

export const undoStep = endpoint({
  ...change,
  method: 'POST',
  path: '/ledger/steps/:id/undo',
  summary: 'Take one change back, whoever made it; refused if its rows were changed again since',
  params: idParams,
  body: z.strictObject({}),
  errors: ['not_found', 'nothing_to_undo', 'step_overtaken'],
});

export const redoStep = endpoint({
  ...change,
  method: 'POST',
  path: '/ledger/steps/:id/redo',
  summary: 'Make one change again that was taken back',
  params: idParams,
  body: z.strictObject({}),
  errors: ['not_found', 'nothing_to_redo', 'step_overtaken'],
});

import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import {
  accountChoiceSchema,
  categoryChoiceSchema,
  fileCategorySchema,
  newAccountSchema,
  suggestedAccountSchema,
} from './import-making.ts';
import {
  cursorQuery,
  daySchema,
  idParams,
  idSchema,
  instantSchema,
  moneySchema,
} from './schemas.ts';

export const IMPORT_STATUSES = [
  'reading',
  'ready',
  'committing',
  'committed',
  'undoing',
  'undone',
  'failed',
] as const;

const columnIndex = z.int().min(0).max(500).nullable().optional();

/** How the columns of a CSV file are read. Every part left out is recognised from the file. */
export const csvMappingSchema = z.strictObject({
  separator: z.enum([',', ';', '\t', '|']).optional(),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']).optional(),
  headerRow: z.int().min(0).max(200).nullable().optional().describe('Null: the file has none.'),
  columns: z
    .strictObject({
      postedOn: columnIndex,
      amount: columnIndex,
      debit: columnIndex,
      credit: columnIndex,
      sign: columnIndex,
      payee: columnIndex,
      memo: columnIndex,
      category: columnIndex,
      account: columnIndex,
      currency: columnIndex,
      externalId: columnIndex,
      checkNumber: columnIndex,
      balance: columnIndex,
      tags: columnIndex,
      note: columnIndex.describe('What its owner wrote; may be the memo column too.'),
      originalPayee: columnIndex.describe('What the bank wrote, beside a clean payee.'),
      pending: columnIndex.describe('Says which rows are not booked yet.'),
    })
    .optional(),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']).optional(),
  decimalMark: z.enum(['.', ',']).optional(),
  invertSign: z.boolean().optional(),
});
export type CsvMapping = z.infer<typeof csvMappingSchema>;

export const problemRowSchema = z.object({
  line: z.int(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  message: z.string(),
  severity: z.enum(['error', 'warning']),
  file: z.string().optional().describe('Of an archive: which of its files.'),
});

export const importStatementSchema = z.object({
  index: z.int(),
  externalId: z.string().nullable(),
  name: z.string().nullable(),
  type: z.string().nullable(),
  institution: z.string().nullable(),
  currency: z.string().nullable(),
  transactionCount: z.int(),
  accountId: idSchema.nullable().describe('Where its transactions go; null until chosen.'),
  sameAccountAs: z
    .int()
    .nullable()
    .describe('The first statement of the file that is of the same account; null: this is it.'),
  newAccount: newAccountSchema
    .nullable()
    .describe('The account the commit opens for them, until it has.'),
  suggested: suggestedAccountSchema.describe('What such an account would be.'),
  closingBalance: moneySchema.nullable(),
  closingBalanceOn: daySchema.nullable(),
  investments: z
    .object({
      positions: z.int(),
      trades: z.int(),
      worthOn: daySchema
        .nullable()
        .describe(
          'The day for which the closing balance becomes the value of an account that is valued.',
        ),
    })
    .nullable(),
});

export const importSchema = z.object({
  id: idSchema,
  fileName: z.string(),
  sizeBytes: z.int(),
  status: z.enum(IMPORT_STATUSES),
  progress: z.object({
    done: z.int(),
    total: z.int().describe('Bytes while reading, rows while committing or undoing.'),
  }),
  format: z.enum(['csv', 'ofx1', 'ofx2', 'qif', 'camt', 'mt940', 'xlsx', 'zip']).nullable(),
  encoding: z.string().nullable(),
  profile: z.string().nullable().describe('The service that wrote it, where its header is known.'),
  csv: z
    .object({
      mapping: csvMappingSchema,
      headers: z.array(z.string()),
      sample: z.array(z.array(z.string())),
      remembered: z.boolean().describe('The mapping was corrected for this account before.'),
    })
    .nullable(),
  statements: z.array(importStatementSchema),
  categories: z
    .array(fileCategorySchema)
    .describe('What the file names and the household lacks; the first three hundred.'),
  counts: z.object({
    total: z.int(),
    add: z.int(),
    duplicate: z.int().describe('There already: nothing is changed.'),
    confirm: z
      .int()
      .describe('Typed by hand or pending until now: takes over what the bank says of it.'),
    look: z.int().describe('May be there: left out until a person says what it is.'),
    skip: z.int().describe('Left out by a person, or because one deleted it before.'),
    needsReview: z.int(),
    problems: z.int(),
  }),
  left: z
    .object({
      total: z.int(),
      add: z.int(),
      duplicate: z.int(),
      confirm: z.int(),
      look: z.int().describe('Nobody decided on these yet.'),
      skip: z.int(),
    })
    .describe(
      'Rows a commit left out undecided, by what was said of them since; the next commit does that.',
    ),
  notTakenBack: z
    .int()
    .describe('Confirmed rows that somebody changed since: undoing left them as they are.'),
  problems: z.array(problemRowSchema).describe('The first thousand.'),
  error: z
    .object({
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
      message: z.string(),
    })
    .nullable(),
  createdAt: instantSchema,
  committedAt: instantSchema.nullable(),
});
export type Import = z.infer<typeof importSchema>;

export const importReply = { reply: importSchema } as const;

export const uploadStatement = endpoint({
  method: 'POST',
  path: '/imports',
  summary: 'Upload a statement file as multipart `file`; it is read in the background',
  access: 'editor',
  query: z.strictObject({
    accountId: idSchema.optional().describe('Where its transactions go, when known already.'),
  }),
  ...importReply,
  status: 202,
  upload: true,
  errors: ['too_large'],
});

export const listImports = endpoint({
  method: 'GET',
  path: '/imports',
  summary: 'Imports, newest first',
  access: 'viewer',
  query: z.strictObject(cursorQuery),
  reply: z.object({ items: z.array(importSchema), nextCursor: z.string().nullable() }),
});

export const getImport = endpoint({
  method: 'GET',
  path: '/imports/:id',
  summary: 'One import: its progress, counts and problems',
  access: 'viewer',
  params: idParams,
  ...importReply,
});

export const readImportAgain = endpoint({
  method: 'POST',
  path: '/imports/:id/again',
  summary: 'Bring an import that was taken back once more, from its kept file',
  access: 'editor',
  params: idParams,
  ...importReply,
  status: 202,
  errors: ['import_not_ready'],
});

export const chooseImportAccounts = endpoint({
  method: 'PUT',
  path: '/imports/:id/accounts',
  summary: 'Say into which account each statement of the file goes',
  access: 'editor',
  params: idParams,
  body: z.strictObject({
    statements: z.array(accountChoiceSchema).min(1).max(200),
  }),
  ...importReply,
  status: 202,
  errors: ['import_not_ready', 'currency_mismatch'],
});

export const chooseImportCategories = endpoint({
  method: 'PUT',
  path: '/imports/:id/categories',
  summary: 'Say what becomes of categories that only the file names',
  access: 'editor',
  params: idParams,
  body: z.strictObject({ categories: z.array(categoryChoiceSchema).min(1).max(300) }),
  ...importReply,
  status: 202,
  errors: ['import_not_ready'],
});

export const correctImportMapping = endpoint({
  method: 'PUT',
  path: '/imports/:id/mapping',
  summary: 'Correct how the columns are read; remembered for that account',
  access: 'editor',
  params: idParams,
  body: csvMappingSchema,
  ...importReply,
  status: 202,
  errors: ['import_not_ready'],
});

export const commitImport = endpoint({
  method: 'POST',
  path: '/imports/:id/commit',
  summary:
    'Add what is new to the ledger, all of it or nothing; once committed, what was decided on since',
  access: 'editor',
  params: idParams,
  ...importReply,
  status: 202,
  errors: ['import_not_ready', 'import_account_missing', 'import_busy'],
});

export const undoImport = endpoint({
  method: 'POST',
  path: '/imports/:id/undo',
  summary: 'Take a committed import back whole',
  access: 'editor',
  params: idParams,
  ...importReply,
  status: 202,
  errors: ['import_not_undoable', 'import_busy'],
});

export const discardImport = endpoint({
  method: 'DELETE',
  path: '/imports/:id',
  summary: 'Forget an import that was not committed',
  access: 'editor',
  params: idParams,
  reply: z.object({ deleted: z.boolean() }),
  errors: ['import_not_ready'],
});

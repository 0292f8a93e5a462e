import {
  chooseImportAccounts,
  chooseImportCategories,
  commitImport,
  correctImportMapping,
  decideImportRows,
  discardImport,
  getImport,
  listImportRows,
  listImports,
  readImportAgain,
  undoImport,
  uploadStatement,
} from '@picture/contract';
import { AppError } from '../../platform/errors.ts';
import { type Binding, bind } from '../../platform/http/route.ts';
import type { Imports } from './imports.service.ts';

export const importsRoutes = (imports: Imports, maxUploadBytes: number): Binding[] => [
  bind(uploadStatement, async ({ who, query, request }) => {
    if (!request.isMultipart()) {
      throw new AppError('unsupported_media_type', 'Send the file as multipart/form-data.');
    }
    const part = await request.file({ limits: { fileSize: maxUploadBytes, files: 1 } });
    if (!part) throw new AppError('invalid_request', 'There is no file in the request.');
    return imports.receive(
      who,
      { name: part.filename, bytes: part.file, isTruncated: () => part.file.truncated },
      query.accountId ?? null,
      maxUploadBytes,
    );
  }),
  bind(listImports, ({ who, query }) => imports.list(who, query)),
  bind(getImport, ({ who, params }) => imports.get(who, params.id)),
  bind(listImportRows, ({ who, params, query }) => imports.rows(who, params.id, query)),
  bind(decideImportRows, ({ who, params, body }) => imports.decideRows(who, params.id, body)),
  bind(readImportAgain, ({ who, params }) => imports.readAgain(who, params.id)),
  bind(chooseImportAccounts, ({ who, params, body }) =>
    imports.chooseAccounts(who, params.id, body),
  ),
  bind(chooseImportCategories, ({ who, params, body }) =>
    imports.chooseCategories(who, params.id, body),
  ),
  bind(correctImportMapping, ({ who, params, body }) =>
    imports.correctMapping(who, params.id, body),
  ),
  bind(commitImport, ({ who, params }) => imports.commit(who, params.id)),
  bind(undoImport, ({ who, params }) => imports.undo(who, params.id)),
  bind(discardImport, ({ who, params }) => imports.discard(who, params.id)),
];

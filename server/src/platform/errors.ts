import { ERROR_STATUS, type ErrorCode } from '@picture/contract';

interface Details {
  /** Values named in the sentence, so that the web app can tell it in another language. */
  params?: Record<string, string | number>;
  fields?: { path: string; message: string }[];
  /** With `stale_version`: the row as it is now. */
  current?: unknown;
}

/** A refusal a person can read. The HTTP layer turns it into problem+json; nothing else does. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Details;

  constructor(code: ErrorCode, sentence: string, details: Details = {}) {
    super(sentence);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** Another household's id and an id that never was are told apart by nobody. */
export const notFound = (what: string): AppError =>
  new AppError('not_found', `There is no such ${what} in this household.`, { params: { what } });

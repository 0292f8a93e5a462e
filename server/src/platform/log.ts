import { type Logger, pino } from 'pino';

export type { Logger };

/** What must never be read in a log, wherever in an object it turns up. */
const SECRET_PATHS = [
  'password',
  'token',
  'secret',
  'authorization',
  'cookie',
  '*.password',
  '*.token',
  '*.secret',
  'req.headers.authorization',
  'req.headers.cookie',
  'res.headers["set-cookie"]',
];

export function createLog(level: string, destination?: NodeJS.WritableStream): Logger {
  const options = { level, redact: { paths: SECRET_PATHS, censor: '[redacted]' } };
  return destination ? pino(options, destination) : pino(options);
}

import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

const masterKeySchema = z
  .string()
  .refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64');

const environmentSchema = z.object({
  NODE_ENV: z.string().default('production'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  BASE_URL: z.url().optional(),
  DATA_DIR: z.string().default(join(REPOSITORY, 'data')),
  DATABASE_URL: z
    .string()
    .regex(/^(mysql|sqlite):/, 'must begin with mysql:// or sqlite:')
    .optional(),
  /** Where attached files are kept: a folder, or `s3://bucket/prefix?region=…&endpoint=…`. */
  FILES_URL: z
    .string()
    .refine((text) => filesOf(text, undefined) !== null, {
      error: 'must be file:/folder or s3://bucket/prefix?region=…&endpoint=…',
    })
    .optional(),
  AWS_REGION: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  TRUST_PROXY: z.string().optional(),
  MAX_UPLOAD_MB: z.coerce.number().int().min(1).max(2000).default(250),
  /** Sign-in tries from one address in a minute. */
  AUTH_TRIES_PER_MINUTE: z.coerce.number().int().min(1).default(30),
  /** 32 bytes in base64: wraps the keys of all secrets. Without it one is made in the data folder. */
  PICTURE_MASTER_KEY: masterKeySchema.optional(),
  /** The one before, until `picture rotate-keys` has run. */
  PICTURE_MASTER_KEY_PREVIOUS: masterKeySchema.optional(),
  PICTURE_KMS_KEY: z.string().max(240).optional(),
  MAIL_URL: z
    .string()
    .regex(/^(smtps?:\/\/[^\s/]+|ses:\/\/[a-z0-9-]+$|file:\/\/\/)/, {
      error: 'must be smtp://host, smtps://host, ses://region or file:///folder',
    })
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]+$/)
    .default('My Financial Picture <no-reply@localhost>'),
  /** Sites whose programs may ask to be let in, beside those on people's own devices: `claude.ai`. */
  OAUTH_APP_HOSTS: z.string().default(''),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  GITHUB_CLIENT_ID: z.string().optional(),
  GITHUB_CLIENT_SECRET: z.string().optional(),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** What the button says: "Sign in with …". */
  OIDC_NAME: z.string().default('OpenID Connect'),
});

export interface Config {
  host: string;
  port: number;
  baseUrl: string | null;
  dataDir: string;
  /** `sqlite:/path/to/file` or `mysql://user:password@host/database`. */
  databaseUrl: string;
  files: FilesConfig;
  logLevel: string;
  trustProxy: string | undefined;
  maxUploadBytes: number;
  authTriesPerMinute: number;
  webDir: string;
  masterKey: {
    /** An AWS KMS key's ARN, id or alias. */
    kmsKey: string | null;
    /** From the environment, the current one first. */
    keys: Buffer[];
    /** Made here when neither of the others is given. */
    file: string;
  };
  /** Where the secret of sign-ins was kept before the database kept it sealed. */
  formerAuthSecretFile: string;
  mail: MailConfig;
  isProduction: boolean;
  appHosts: string[];
  /** Who else may vouch for a person. */
  providers: {
    google: ClientKeys | null;
    github: ClientKeys | null;
    oidc: (ClientKeys & { issuer: string; name: string }) | null;
  };
}

export interface S3Config {
  kind: 's3';
  bucket: string;
  /** Empty, or ends with a slash. */
  prefix: string;
  region: string;
  /** Of what speaks like S3; null for Amazon's own. */
  endpoint: string | null;
}

export type FilesConfig = { kind: 'folder'; folder: string } | S3Config;

export interface MailConfig {
  /** An SMTP server or `ses://region`; null when mails land in `folder`. */
  url: string | null;
  folder: string | null;
  from: string;
  /** The operator said where mails go: people then confirm their email before they sign in. */
  isConfigured: boolean;
}

interface ClientKeys {
  clientId: string;
  clientSecret: string;
}

/** Where people reach this installation. */
export const publicUrl = (config: Pick<Config, 'baseUrl' | 'port'>): string =>
  config.baseUrl ?? `http://localhost:${config.port}`;

/** Reads the environment once, makes the data folder and its keys. Throws one clear sentence. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`The setting ${issue?.path.join('.')} is not right: ${issue?.message}.`);
  }
  const env = parsed.data;
  const dataDir = resolve(env.DATA_DIR);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return {
    host: env.HOST,
    port: env.PORT,
    baseUrl: env.BASE_URL ?? null,
    dataDir,
    databaseUrl: env.DATABASE_URL ?? `sqlite:${join(dataDir, 'picture.db')}`,
    files: filesOf(env.FILES_URL ?? '', env.AWS_REGION) ?? {
      kind: 'folder',
      folder: join(dataDir, 'files'),
    },
    logLevel: env.LOG_LEVEL,
    trustProxy: env.TRUST_PROXY,
    maxUploadBytes: env.MAX_UPLOAD_MB * 1024 * 1024,
    authTriesPerMinute: env.AUTH_TRIES_PER_MINUTE,
    webDir: join(REPOSITORY, 'web/dist'),
    masterKey: {
      kmsKey: env.PICTURE_KMS_KEY ?? null,
      keys: [env.PICTURE_MASTER_KEY, env.PICTURE_MASTER_KEY_PREVIOUS].flatMap((text) =>
        text === undefined ? [] : [Buffer.from(text, 'base64')],
      ),
      file: join(dataDir, 'keys', 'master-key'),
    },
    formerAuthSecretFile: join(dataDir, 'keys', 'auth-secret'),
    mail: mailOf(env.MAIL_URL, env.MAIL_FROM, join(dataDir, 'mail')),
    isProduction: env.NODE_ENV === 'production',
    appHosts: env.OAUTH_APP_HOSTS.split(/[\s,]+/).filter((host) => host !== ''),
    providers: {
      google: clientKeys(env.GOOGLE_CLIENT_ID, env.GOOGLE_CLIENT_SECRET),
      github: clientKeys(env.GITHUB_CLIENT_ID, env.GITHUB_CLIENT_SECRET),
      oidc: oidcOf(env),
    },
  };
}

const S3_URL =
  /^s3:\/\/(?<bucket>[a-z0-9][a-z0-9.-]{2,62})(?<path>(?:\/[\w.-]+)*)\/?(?<query>\?.*)?$/;

/** Null for what is no place for files. */
function filesOf(text: string, ownRegion: string | undefined): FilesConfig | null {
  if (text.startsWith('file:')) {
    const folder = text.slice('file:'.length);
    if (/^\/\/\/./.test(folder)) return { kind: 'folder', folder: fileURLToPath(text) };
    if (folder === '' || folder.startsWith('//')) return null;
    return { kind: 'folder', folder: resolve(folder) };
  }
  const { bucket, path = '', query = '' } = S3_URL.exec(text)?.groups ?? {};
  if (bucket === undefined) return null;
  const wishes = new URLSearchParams(query);
  const endpoint = wishes.get('endpoint');
  if (endpoint !== null && !/^https?:$/.test(URL.parse(endpoint)?.protocol ?? '')) return null;
  const prefix = path === '' ? '' : `${path.slice(1)}/`;
  const region = wishes.get('region') ?? ownRegion ?? 'us-east-1';
  return { kind: 's3', bucket, prefix, region, endpoint };
}

function mailOf(url: string | undefined, from: string, otherwise: string): MailConfig {
  const isConfigured = url !== undefined;
  if (url === undefined) return { url: null, folder: otherwise, from, isConfigured };
  if (url.startsWith('file:')) return { url: null, folder: fileURLToPath(url), from, isConfigured };
  return { url, folder: null, from, isConfigured };
}

const clientKeys = (clientId?: string, clientSecret?: string): ClientKeys | null =>
  clientId && clientSecret ? { clientId, clientSecret } : null;

function oidcOf(env: z.output<typeof environmentSchema>): Config['providers']['oidc'] {
  const keys = clientKeys(env.OIDC_CLIENT_ID, env.OIDC_CLIENT_SECRET);
  return keys && env.OIDC_ISSUER ? { ...keys, issuer: env.OIDC_ISSUER, name: env.OIDC_NAME } : null;
}

import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { LANGUAGES } from '@picture/contract';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import {
  type AccountsTables,
  accountsRoutes,
  createAccounts,
  listenForAccounts,
} from './modules/accounts/index.ts';
import {
  type AuthTables,
  asHeaders,
  authRoutes,
  challengeFor,
  createAuth,
  installOAuth,
  installProviderCallback,
  oauthRoutes,
} from './modules/auth/index.ts';
import { createDashboard, dashboardRoutes } from './modules/dashboard/index.ts';
import { createData, type DataTables, dataRoutes, listenForData } from './modules/data/index.ts';
import {
  createImports,
  type ImportsTables,
  importsRoutes,
  listenForImports,
} from './modules/imports/index.ts';
import {
  createHouseholds,
  createInvitations,
  createSettings,
  householdsRoutes,
  type SettingsTables,
  settingsRoutes,
} from './modules/settings/index.ts';
import {
  createLedger,
  listenForLedger,
  type TransactionsTables,
  transactionsRoutes,
} from './modules/transactions/index.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import { type Database, migrate, openDatabase } from './platform/db/index.ts';
import { AppError } from './platform/errors.ts';
import { openFileStore } from './platform/files/index.ts';
import { installErrorHandler } from './platform/http/errors.ts';
import { createIdempotency, type IdempotencyTables } from './platform/http/idempotency.ts';
import { installLive } from './platform/http/live.ts';
import { installOpenApi } from './platform/http/openapi.ts';
import { installOriginCheck } from './platform/http/origin.ts';
import { installPages } from './platform/http/pages.ts';
import { mount } from './platform/http/route.ts';
import type { Who } from './platform/http/who.ts';
import { createLimits } from './platform/limits.ts';
import type { Logger } from './platform/log.ts';
import { installDevMail } from './platform/mail/dev-page.ts';
import { createMail } from './platform/mail/index.ts';
import { createOutbox, type OutboxTables } from './platform/outbox.ts';
import { createSecrets, type Secrets, type SecretsTables } from './platform/secrets/index.ts';

export type AllTables = AuthTables &
  SettingsTables &
  AccountsTables &
  TransactionsTables &
  ImportsTables &
  DataTables &
  IdempotencyTables &
  OutboxTables &
  SecretsTables;

const BODY_LIMIT_BYTES = 1024 * 1024;
/** A page of ours asks for passkeys, and for nothing else a browser could give. */
const PERMISSIONS = [
  ...['camera', 'microphone', 'geolocation', 'payment', 'usb', 'serial', 'hid'],
  ...['accelerometer', 'gyroscope', 'magnetometer', 'midi', 'display-capture', 'browsing-topics'],
]
  .map((feature) => `${feature}=()`)
  .join(', ');

listenForAccounts();
listenForLedger(systemClock);
listenForImports();
listenForData();

/** Everything a process of ours needs, tied together: the server, the command line, and tests. */
export async function createServices(config: Config, log: Logger, clock: Clock = systemClock) {
  const database: Database<AllTables> = openDatabase(config.databaseUrl);
  await migrate(database.read);
  const secrets = createSecrets(database, config, clock);
  const secret = await authSecret(secrets, config);
  const outbox = createOutbox(database, clock, log);
  const limits = createLimits(database, clock);
  const mail = createMail(outbox, config, secret);
  const auth = createAuth({ database, config, secret, clock, outbox, mail, limits, log });
  const settings = createSettings(database, auth, clock);
  const households = createHouseholds(database, settings, clock);
  const invitations = createInvitations({ database, clock, config, limits, mail });
  mail.askFirst(settings.wantsMail);
  const accounts = createAccounts(database, clock);
  const files = openFileStore(config.files);
  const ledger = createLedger({ database, accounts, clock, outbox, files });
  const imports = createImports({ database, clock, outbox });
  const dashboard = createDashboard({
    database,
    clock,
    auth,
    settings,
    accounts,
    ledger,
    limits,
    demosPerMinute: config.authTriesPerMinute,
  });
  const data = createData({ database, config, clock, outbox, mail, households, files });
  const close = async () => {
    await outbox.stop();
    await imports.stop();
    await database.close();
  };
  return {
    database,
    files,
    secrets,
    outbox,
    mail,
    auth,
    settings,
    households,
    invitations,
    accounts,
    ledger,
    imports,
    dashboard,
    data,
    close,
  };
}

export type Services = Awaited<ReturnType<typeof createServices>>;

/** What signs sessions and seals second factors; taken over from the file that kept it before. */
async function authSecret(secrets: Secrets, config: Config): Promise<string> {
  const file = config.formerAuthSecretFile;
  const former = existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
  const secret = await secrets.ofInstallation(
    'auth',
    () => former ?? randomBytes(48).toString('base64url'),
  );
  if (former === secret) rmSync(file);
  return secret;
}

export async function buildApp(
  config: Config,
  log: Logger,
  services: Services,
): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: config.trustProxy ?? false,
    requestTimeout: 0,
    forceCloseConnections: true,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  installErrorHandler(app, challengeFor(services.auth));
  installOriginCheck(app, config.baseUrl);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
    },
    hsts: config.baseUrl?.startsWith('https:') ? { maxAge: 63_072_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  });
  app.addHook('onSend', async (request, reply) => {
    reply.header('permissions-policy', PERMISSIONS);
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) {
      reply.header('cache-control', 'no-store');
    }
  });
  await app.register(multipart);
  await installOpenApi(app);

  const {
    auth,
    settings,
    households,
    invitations,
    accounts,
    ledger,
    imports,
    dashboard,
    data,
    database,
  } = services;
  const resolveWho = async (request: FastifyRequest, reply: FastifyReply): Promise<Who | null> => {
    const identity = await auth.identify(asHeaders(request));
    if (!identity) return null;
    for (const cookie of identity.cookies) reply.header('set-cookie', cookie);
    if (auth.verifiesEmail && !identity.user.emailVerified) {
      throw new AppError('email_unverified', 'Follow the link in the mail we sent you first.');
    }
    const member = await settings.whoIs(identity, languageOf(request));
    return member && accounts.lookingAs(member);
  };
  installProviderCallback(app, auth);
  await installOAuth(app, auth);
  mount(
    app,
    [
      ...authRoutes(auth),
      ...oauthRoutes(auth, settings.householdsOf),
      ...settingsRoutes(settings),
      ...householdsRoutes(households, invitations),
      ...accountsRoutes(accounts),
      ...transactionsRoutes(ledger),
      ...importsRoutes(imports, config.maxUploadBytes),
      ...dashboardRoutes(dashboard),
      ...dataRoutes(data),
    ],
    { resolveWho, idempotency: createIdempotency(database, systemClock), clock: systemClock },
  );
  installLive(app, { resolveWho, versionsOf: settings.versionsOf });
  installHealth(app, database);
  if (!config.isProduction && config.mail.folder) installDevMail(app, config.mail.folder);
  await installPages(app, config.webDir);
  return app;
}

function installHealth(app: FastifyInstance, database: Database<AllTables>): void {
  app.get('/healthz', { schema: { hide: true } }, () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    try {
      await database.read.selectFrom('households').select('id').limit(1).execute();
      return { status: 'ready' };
    } catch {
      return reply.status(503).send({ status: 'the database does not answer' });
    }
  });
}

/** The first language of ours that the browser asks for. */
function languageOf(request: FastifyRequest): Who['language'] {
  const wanted = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase());
  return (
    LANGUAGES.find((language) => language === wanted.find((w) => w === 'en' || w === 'es')) ?? 'en'
  );
}

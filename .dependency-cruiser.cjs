// The walls of the house. `npm run check` holds them; docs/ARCHITECTURE.md tells why they stand.

/** Modules stand in one line: each imports only from its left. News travels right as events. */
const MODULES = [
  'auth',
  'settings',
  'accounts',
  'transactions',
  'investments',
  'imports',
  'connections',
  'recurring',
  'budgets',
  'notifications',
  'dashboard',
  'assistant',
  'data',
];

const MODULE = '^server/src/modules/';
const TEST = '[.]test[.]tsx?$';
/** A file without a role word before its ending, and everything in these folders, does no I/O. */
const PURE = [`${MODULE}[^/]+/(?!index[.])[^./]+[.]ts$`, `${MODULE}[^/]+/(categorizer|formats)/`];
const packages = (...names) => `node_modules/(${names.join('|')})(/|$)`;

const line = MODULES.slice(0, -1).map((name, index) => ({
  name: `${name}-imports-only-to-its-left`,
  severity: 'error',
  comment: `On the line of modules these stand to the right of ${name}. Tell them by an event.`,
  from: { path: `${MODULE}${name}/` },
  to: { path: `${MODULE}(${MODULES.slice(index + 1).join('|')})/` },
}));

const wall = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    wall(
      'no-cycles',
      'Files that need each other to load cannot be read one at a time.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    ),
    wall(
      'nothing-unresolved',
      'The import leads nowhere.',
      { pathNot: '[.]d[.]ts$' },
      { couldNotResolve: true },
    ),

    ...line,
    wall(
      'module-is-on-the-line',
      'Give the new module its place in MODULES, at the top of this file.',
      { path: `${MODULE}(?!(${MODULES.join('|')})/)` },
      {},
    ),
    wall(
      'module-by-its-front-door',
      'Another module is reached through its index.ts alone.',
      { path: `${MODULE}([^/]+)/` },
      { path: `${MODULE}(?!$1/)[^/]+/(?!index[.]ts$)` },
    ),
    wall(
      'app-by-the-front-door',
      'What wires the modules together reaches them through index.ts alone.',
      { path: '^server/src/(?!modules/)' },
      { path: `${MODULE}[^/]+/(?!index[.]ts$)` },
    ),

    wall(
      'contract-is-a-leaf',
      'The contract imports itself and zod, nothing else.',
      { path: '^contract/src/', pathNot: TEST },
      { pathNot: ['^contract/src/', packages('zod')] },
    ),
    wall(
      'web-sees-only-the-contract',
      'The web app knows the server by the contract alone.',
      { path: '^web/' },
      { path: '^(server|scripts|bench|e2e)/' },
    ),
    wall(
      'server-sees-no-web',
      'The server knows nothing of the web app.',
      { path: '^(server|contract)/' },
      { path: '^web/' },
    ),
    wall(
      'platform-knows-no-module',
      'The platform stands under the modules.',
      { path: '^server/src/platform/' },
      {
        path: ['^server/src/modules/', '^server/src/(app|main|cli)[.]ts$', '^server/src/commands/'],
      },
    ),

    wall(
      'routes-never-touch-the-database',
      'A route asks its service.',
      { path: `${MODULE}.*[.]routes[.]ts$` },
      { path: ['^server/src/platform/db/', packages('kysely', 'mysql2'), '[.]repository[.]ts$'] },
    ),
    wall(
      'services-know-no-http',
      'Services and repositories work the same for a request, a job and the command line.',
      { path: `${MODULE}.*[.](service|repository|tables|events)[.]ts$` },
      { path: ['^server/src/platform/http/(?!who[.]ts$)', packages('fastify', '@fastify')] },
    ),
    wall(
      'services-know-who-as-a-type',
      'Who is asking is a value a service is given; deciding who it is stays with HTTP.',
      { path: `${MODULE}.*[.](service|repository)[.]ts$` },
      { path: '^server/src/platform/http/who[.]ts$', dependencyTypesNot: ['type-only'] },
    ),
    wall(
      'pure-files-stay-pure',
      'A file without a role word computes: of the platform it sees types, and how to refuse.',
      { path: PURE, pathNot: TEST },
      { path: '^server/src/platform/(?!errors[.]ts$)', dependencyTypesNot: ['type-only'] },
    ),
    wall(
      'pure-files-do-no-io',
      'A file without a role word computes: name the file by its role if it must do I/O.',
      { path: PURE, pathNot: TEST },
      {
        path: [
          '^(node:)?(fs|net|http|https|child_process|worker_threads|sqlite)(/|$)',
          packages('kysely', 'fastify', 'mysql2'),
          '[.](repository|service|routes|client|worker)[.]ts$',
        ],
        dependencyTypesNot: ['type-only'],
      },
    ),
    wall(
      'database-drivers-in-platform-db',
      'Differences between database engines live in one place.',
      { pathNot: ['^server/src/platform/db/', TEST, '^server/test/', '^(bench|scripts)/'] },
      { path: ['^(node:)?sqlite$', packages('mysql2')] },
    ),
    wall(
      'ai-only-in-assistant',
      'Language models are spoken to by the assistant alone.',
      { pathNot: `${MODULE}assistant/` },
      {
        path: packages(
          'ai',
          '@ai-sdk/[^/]+',
          '@anthropic-ai/[^/]+',
          '@aws-sdk/client-bedrock[^/]*',
          '@modelcontextprotocol/sdk',
          'openai',
        ),
      },
    ),
    wall(
      'providers-only-in-connections',
      'Banks, brokers and exchanges are spoken to by connections and investments alone.',
      { pathNot: `${MODULE}(connections|investments)/` },
      { path: packages('plaid', 'ccxt', 'yahoo-finance2') },
    ),

    wall(
      'feature-by-its-front-door',
      'Another feature is reached through its index.ts alone.',
      { path: '^web/src/features/([^/]+)/' },
      { path: '^web/src/features/(?!$1/)[^/]+/(?!index[.]tsx?$)' },
    ),
    wall(
      'pages-by-the-front-door',
      'Routes and the frame reach a feature through its index.ts alone.',
      { path: '^web/src/(?!features/)' },
      { path: '^web/src/features/[^/]+/(?!index[.]tsx?$)' },
    ),
    wall(
      'ui-and-lib-know-no-feature',
      'What every feature uses can know none of them.',
      { path: '^web/src/(ui|lib)/' },
      { path: '^web/src/(features|routes|shell)/' },
    ),
    wall(
      'no-test-in-production',
      'Only tests import tests.',
      { pathNot: [TEST, '^(server/test|e2e|bench|scripts)/'] },
      { path: [TEST, '^server/test/'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node'] },
  },
};

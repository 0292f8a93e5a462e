import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Names, serverFiles } from './new-module-server.ts';
import { webFiles } from './new-module-web.ts';

// `npm run new-module goals`: a module that works from end to end, wired, for you to change.

const REPOSITORY = join(import.meta.dirname, '../..');
const at = (path: string): string => join(REPOSITORY, path);

const [name = ''] = process.argv.slice(2);
if (!/^[a-z]+(-[a-z]+)*s$/.test(name)) {
  process.stderr.write('Name the module by a plural, in small letters: npm run new-module goals\n');
  process.exit(2);
}
const names = namesOf(name);
const files = {
  ...serverFiles(names, `${nextNumber()}-${names.kebab}.ts`),
  ...webFiles(names),
};
const taken = Object.keys(files).find((path) => existsSync(at(path)));
if (taken !== undefined) {
  process.stderr.write(`There is a ${taken} already.\n`);
  process.exit(2);
}
const wired = wiringOf(names).map(([path, change]) => ({ path, text: edit(path, change) }));
const written = Object.entries(files).map(([path, text]) => ({ path, text }));
for (const { path, text } of [...written, ...wired]) {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
}
const paths = [...written, ...wired].map(({ path }) => path);
run('@biomejs/biome/bin/biome', ['check', '--write', '--log-level=error', ...paths], '.');
run('@lingui/cli/dist/lingui.js', ['extract', '--clean'], 'web');
process.stdout.write(
  [
    ...paths,
    '',
    `The page is at /${names.kebab}. Give it its place in web/src/shell/navigation.ts, and the module`,
    'its place on the line in .dependency-cruiser.cjs and docs/ARCHITECTURE.md.',
    '',
  ].join('\n'),
);

function namesOf(kebab: string): Names {
  const many = kebab.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const one = many.replace(/ies$/, 'y').replace(/s$/, '');
  const raised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  return {
    kebab,
    snake: kebab.replaceAll('-', '_'),
    many,
    Many: raised(many),
    one,
    One: raised(one),
    words: one.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
  };
}

function nextNumber(): string {
  const numbers = readdirSync(at('server/migrations')).map((file) => Number.parseInt(file, 10));
  return String(Math.max(...numbers.filter(Number.isFinite)) + 1).padStart(4, '0');
}

/** A place in a file, and what it becomes; `$&` is the place itself. */
type Change = readonly [place: RegExp, replacement: string];

/** Where the rest of the house learns of the module. Biome puts the imports in order. */
function wiringOf({ kebab, many, Many }: Names): [path: string, changes: Change[]][] {
  const line = readFileSync(at('.dependency-cruiser.cjs'), 'utf8');
  return [
    ['contract/src/index.ts', [[/^/, `export * from './${kebab}.ts';\n`]]],
    [
      'contract/src/api.ts',
      [
        [/^/, `import * as ${many} from './${kebab}.ts';\n`],
        [/(type AnyEndpoint =[^;]*);/, `$1 | EndpointsIn<typeof ${many}>;`],
        [/\]\.flatMap\(/, `${many}, $&`],
      ],
    ],
    [
      'server/src/app.ts',
      [
        [
          /^/,
          `import { create${Many}, type ${Many}Tables, ${many}Routes } from './modules/${kebab}/index.ts';\n`,
        ],
        [/(type AllTables =[^;]*);/, `$1 & ${Many}Tables;`],
        [/ {2}const close = async/, `  const ${many} = create${Many}(database, clock);\n$&`],
        [/(return \{[^}]*dashboard,)/, `$1 ${many},`],
        [/(const \{[^}]*\bdatabase\b)([^}]*\} = services;)/, `$1, ${many}$2`],
        [/(\.\.\.dashboardRoutes\(.*\),)/, `$1\n...${many}Routes(${many}),`],
      ],
    ],
    [
      'web/src/router.tsx',
      [
        [
          /export const router =/,
          `const ${many} = page('/${kebab}', () => import('./features/${kebab}/index.ts'), '${Many}Page');\n\n$&`,
        ],
        [/home\.addChildren\(\[/, `$&${many}, `],
      ],
    ],
    ...(line.includes(`'${kebab}',`)
      ? []
      : ([['.dependency-cruiser.cjs', [[/ {2}'assistant',/, `  '${kebab}',\n$&`]]]] satisfies [
          string,
          Change[],
        ][])),
  ];
}

function edit(path: string, changes: Change[]): string {
  return changes.reduce(
    (text, [place, replacement]) => {
      if (!place.test(text))
        throw new Error(`${path} has no place that looks like ${place} any more.`);
      return text.replace(place, replacement);
    },
    readFileSync(at(path), 'utf8'),
  );
}

function run(script: string, args: string[], folder: string): void {
  execFileSync(process.execPath, [at(`node_modules/${script}`), ...args], {
    cwd: at(folder),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

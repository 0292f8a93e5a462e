import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
const DOCUMENT = readFileSync(`${REPOSITORY}docs/SECURITY-VERIFICATION.md`, 'utf8');

const pathOf = (name: string): string => {
  if (/^(server|contract|web|e2e)\//.test(name)) return REPOSITORY + name;
  if (name.startsWith('platform/')) return `${REPOSITORY}server/src/${name}`;
  return `${REPOSITORY}server/src/modules/${name}`;
};

it('names only files that are there, and tests that are in them', () => {
  const cells = DOCUMENT.split('\n')
    .filter((line) => line.startsWith('| '))
    .flatMap((line) => line.split(' | '));
  let tests = 0;
  for (const cell of cells) {
    for (const [, name = ''] of cell.matchAll(/`([\w/.-]+\/[\w/.-]*)`/g)) {
      if (name.startsWith('/')) continue;
      expect(existsSync(pathOf(name)), name).toBe(true);
    }
    for (const part of cell.split('; ')) {
      const [, file] = /`([\w/.-]+\.(?:test|spec)\.ts)` ›/.exec(part) ?? [];
      if (file === undefined) continue;
      const code = readFileSync(pathOf(file), 'utf8');
      const named = [...part.slice(part.indexOf('›')).matchAll(/\*([^*]+)\*/g)];
      expect(named.length, part).toBeGreaterThan(0);
      for (const [, test = ''] of named) {
        expect(code.includes(test), `${file} › ${test}`).toBe(true);
        tests += 1;
      }
    }
  }
  expect(tests).toBeGreaterThan(60);
});

it('links only to documents that are there', () => {
  for (const [, path = ''] of DOCUMENT.matchAll(/\]\(([^)]+)\)/g)) {
    expect(existsSync(`${REPOSITORY}docs/${path}`), path).toBe(true);
  }
});

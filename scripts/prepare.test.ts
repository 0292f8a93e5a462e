import { expect, test } from 'vitest';
import { hasAll } from './prepare.mjs';

const lock = {
  '': { version: '0.1.0' },
  contract: { version: '0.1.0' },
  'node_modules/kysely': { version: '0.29.9', integrity: 'sha512-a' },
  'node_modules/@rolldown/binding-win32': { version: '1.0.0', optional: true },
};
const installed = { 'node_modules/kysely': { version: '0.29.9', integrity: 'sha512-a' } };

test('an install without the binaries of other platforms is whole', () => {
  expect(hasAll(installed, lock)).toBe(true);
});

test('a missing package asks for an install', () => {
  expect(hasAll({}, lock)).toBe(false);
});

test('a lock file that has moved on asks for an install', () => {
  const newer = { 'node_modules/kysely': { version: '0.30.0', integrity: 'sha512-b' } };
  expect(hasAll(installed, newer)).toBe(false);
});

test('an optional package at another version asks for an install', () => {
  const older = { ...installed, 'node_modules/@rolldown/binding-win32': { version: '0.9.0' } };
  expect(hasAll(older, lock)).toBe(false);
});

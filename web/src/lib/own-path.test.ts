import { expect, test } from 'vitest';
import { ownPath } from './own-path.ts';

test.each([
  '/',
  '/transactions?account=01J&q=caf%C3%A9',
  '/join#token=abc_-',
  '/api/auth/oauth2/authorize?client_id=x&redirect_uri=https%3A%2F%2Fapp.example%2Fcb',
])('%s is a path of ours', (path) => {
  expect(ownPath(path)).toBe(path);
});

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/.//evil.example',
  '/%2e//evil.example',
  '\\\\evil.example',
  'javascript:alert(1)',
  ' /accounts',
  'accounts',
  '',
  undefined,
  42,
  ['/accounts'],
  `/${'a'.repeat(2000)}`,
])('%j leads away, or nowhere', (value) => {
  expect(ownPath(value)).toBeUndefined();
});

import { expect, test } from 'vitest';
import { suggestName } from './passkey-name.ts';

const EDGE =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1';

test('a browser that claims to be others is called by its own name', () => {
  expect(suggestName(EDGE, [])).toBe('Edge · Windows');
  expect(suggestName(IPHONE, [])).toBe('Safari · iPhone');
});

test('a second passkey of the same browser gets a number that is free', () => {
  expect(suggestName(EDGE, ['Edge · Windows'])).toBe('Edge · Windows 2');
  expect(suggestName(EDGE, ['Edge · Windows', 'Edge · Windows 2', 'Phone'])).toBe(
    'Edge · Windows 3',
  );
  expect(suggestName(EDGE, ['Edge · Windows 2'])).toBe('Edge · Windows');
});

test('a browser nobody knows still gets a name', () => {
  expect(suggestName('curl/8', [])).toBe('Passkey');
});

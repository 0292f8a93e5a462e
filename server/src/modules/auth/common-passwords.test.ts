import { dictionary } from '@zxcvbn-ts/language-common';
import { expect, it } from 'vitest';
import { isCommonPassword } from './common-passwords.ts';

const words = new Set(dictionary['passwords'] as string[]);
const isCommon = (password: string, email = 'ana.lopez@example.com') =>
  isCommonPassword(password, email, (word) => words.has(word));

it.each([
  'Password2026!',
  '!!sunshine1234',
  'passwordpassword',
  '1q2w3e4r5t6y',
  '123456789012',
  '210987654321',
  'abcdefghijklm',
  'qwertyuiop123',
  'aaaaaaaaaaaaaaa',
  'abcabcabcabcabc',
  'ana.lopez2026',
  'MyFinancialPicture1',
  'ＰＡＳＳＷＯＲＤ１２３４',
])('%s is common', (password) => expect(isCommon(password)).toBe(true));

it.each([
  'correct horse battery',
  'korrekt-pferd-batterie',
  'Tr7#kQ9!vLp2',
  '918264735064',
  'mi gato come flores',
  'lluvia de junio 88',
])('%s is not', (password) => expect(isCommon(password)).toBe(false));

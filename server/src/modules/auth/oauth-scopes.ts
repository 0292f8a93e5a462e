import { SCOPES, type Scope } from '@picture/contract';

/** All the words a scope stands for: `write` is "read write". */
export const wordsOf = (scope: Scope): string =>
  SCOPES.slice(0, SCOPES.indexOf(scope) + 1).join(' ');

/** The words above it: of `read`, "write admin". */
export const wordsAbove = (scope: Scope): string =>
  SCOPES.slice(SCOPES.indexOf(scope) + 1).join(' ');

/** The scope that a list of words comes to, or null when none of them is ours. */
export const highestOf = (words: string): Scope | null =>
  SCOPES.findLast((scope) => words.split(' ').includes(scope)) ?? null;

/**
 * What a program asked for, with the words that its own include, so that a person may allow less
 * than was asked: "write" is asked as "read write". Who asks for nothing asks to read.
 */
export function completeScope(asked: string | null): string {
  const words = (asked ?? '').split(' ').filter((word) => word !== '');
  const ours = wordsOf(highestOf(words.join(' ')) ?? 'read').split(' ');
  return [...new Set([...ours, ...words])].join(' ');
}

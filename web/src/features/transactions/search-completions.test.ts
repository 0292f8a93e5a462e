import { parseSearch } from '@picture/contract';
import { expect, it } from 'vitest';
import { completions } from './search-completions.ts';

const names = {
  account: ['Everyday Checking', 'Savings'],
  category: ['Groceries', 'Café y bares'],
  tag: [],
  is: ['pending', 'split'],
  has: ['note'],
};

it('completes the key that is being typed, in the reader’s language', () => {
  expect(completions('coffee am', names, 'en')).toEqual(['coffee amount:']);
  expect(completions('-imp', names, 'es')).toEqual(['-importe:']);
});

it('completes names under a key, between quotes where they have spaces', () => {
  expect(completions('x account:ever', names, 'en')).toEqual(['x account:"Everyday Checking"']);
  expect(completions('categoria:cafe', names, 'es')).toEqual(['categoria:"Café y bares"']);
  expect(completions('account:"every', names, 'en')).toEqual(['account:"Everyday Checking"']);
  for (const text of completions('is:', names, 'en')) {
    expect(parseSearch(text).problems).toEqual([]);
  }
});

it('offers nothing after a space, for a whole name, or under other keys', () => {
  expect(completions('coffee ', names, 'en')).toEqual([]);
  expect(completions('category:groceries', names, 'en')).toEqual([]);
  expect(completions('amount:>', names, 'en')).toEqual([]);
});

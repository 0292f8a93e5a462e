import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Role, Scope } from '@picture/contract';

/** What a program may do, in a word and in a sentence. Each includes the ones before it. */
export const SCOPE_WORDS: Record<Scope, { word: MessageDescriptor; sentence: MessageDescriptor }> =
  {
    read: {
      word: msg`Read`,
      sentence: msg`See accounts, transactions and totals. Changes nothing.`,
    },
    write: {
      word: msg`Read and write`,
      sentence: msg`Also add, change and delete transactions, accounts and imports.`,
    },
    admin: {
      word: msg`Everything`,
      sentence: msg`Also change settings and who belongs to the household.`,
    },
  };

/** Nobody can let a program do more than they may do themselves. */
export const SCOPES_OF_ROLE: Record<Role, Scope[]> = {
  viewer: ['read'],
  editor: ['read', 'write'],
  owner: ['read', 'write', 'admin'],
};

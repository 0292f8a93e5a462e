import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Role } from '@picture/contract';

/** What a member may do, in a word and in a sentence. */
export const ROLE_WORDS: Record<Role, { word: MessageDescriptor; sentence: MessageDescriptor }> = {
  owner: {
    word: msg`Owner`,
    sentence: msg`Everything: also who belongs here, and what all share.`,
  },
  editor: {
    word: msg`Editor`,
    sentence: msg`Adds and changes accounts, transactions, categories and imports.`,
  },
  viewer: {
    word: msg`Viewer`,
    sentence: msg`Sees what is shared and changes nothing.`,
  },
};

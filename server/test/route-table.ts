import type { Role, Scope } from '@picture/contract';
import type { Client } from './harness.ts';

/**
 * What a stranger meets who knows the ids of another household: `hidden`, a 404 and nothing done;
 * `own`, an answer about their own household alone; `self`, a thing that only ever concerns whoever
 * asks, so that there is nothing of others to ask for.
 */
type Stranger = 'hidden' | 'own' | 'self';

export interface Entry {
  least: 'public' | 'person' | Role;
  /** What a token needs; null where none is let in. */
  scope: Scope | null;
  stranger: Stranger;
  body?: (home: Home) => object;
  query?: string;
}

const open = (body?: object): Entry => ({
  least: 'public',
  scope: null,
  stranger: 'self',
  ...(body && { body: () => body }),
});
const person = (body?: object, stranger: Stranger = 'self'): Entry => ({
  least: 'person',
  scope: null,
  stranger,
  ...(body && { body: () => body }),
});
const read = (stranger: Stranger, query?: string): Entry => ({
  least: 'viewer',
  scope: 'read',
  stranger,
  ...(query && { query }),
});
const write = (stranger: Stranger, body?: (home: Home) => object): Entry => ({
  least: 'editor',
  scope: 'write',
  stranger,
  ...(body && { body }),
});
const rule = (scope: Scope | null, stranger: Stranger, body?: (home: Home) => object): Entry => ({
  least: 'owner',
  scope,
  stranger,
  ...(body && { body }),
});

const pairOf = ({ transactionIds: [purchaseId, refundId] }: Home) => ({ purchaseId, refundId });
const paymentOf = ({ transactionIds: [transactionId], accountId: loanAccountId }: Home) => ({
  transactionId,
  loanAccountId,
});

const LINK = 'not-a-link-anybody-was-sent';

/** Every route there is. A new one fails the walk until it stands here. */
export const ROUTES: Record<string, Entry> = {
  'GET /auth/ways': open(),
  'POST /auth/sign-up': open({
    email: 'x@example.com',
    password: 'short but long enough',
    name: 'X',
  }),
  'POST /auth/sign-in': open({ email: 'x@example.com', password: 'x' }),
  'POST /auth/second-factor': open({ kind: 'totp', code: '123456' }),
  'POST /auth/sign-out': open({}),
  'POST /auth/verify-email': open({ token: LINK }),
  'POST /auth/verify-email/resend': open({ email: 'x@example.com' }),
  'POST /auth/password/forgot': open({ email: 'x@example.com' }),
  'POST /auth/password/reset': open({ token: LINK, password: 'short but long enough' }),
  'POST /auth/passkey-sign-in/options': open({}),
  'POST /auth/passkey-sign-in': open({ response: {} }),
  'POST /auth/provider-sign-in': open({ provider: 'google' }),
  'POST /demo': open({}),
  'POST /invitations/read': open({ token: LINK }),
  'POST /auth/step-up/password': person({ password: 'x' }),
  'POST /auth/step-up/code': person({ code: '123456' }),
  'POST /auth/step-up/passkey/options': person({}),
  'POST /auth/step-up/passkey': person({ response: {} }),
  'GET /auth/security': person(undefined, 'own'),
  'POST /auth/password/change': person({ password: 'short but long enough' }),
  'POST /auth/email/change': person({ email: 'y@example.com' }),
  'GET /auth/sessions': person(undefined, 'own'),
  'DELETE /auth/sessions/:id': person(undefined, 'hidden'),
  'POST /auth/sessions/end-others': person({}),
  'POST /auth/totp/start': person({}),
  'POST /auth/totp/confirm': person({ code: '123456' }),
  'POST /auth/totp/disable': person({}),
  'POST /auth/totp/recovery-codes': person({}),
  'POST /auth/passkeys/options': person({}),
  'POST /auth/passkeys': person({ name: 'Key', response: {} }),
  'PATCH /auth/passkeys/:id': person({ name: 'Key' }, 'hidden'),
  'DELETE /auth/passkeys/:id': person(undefined, 'hidden'),
  'POST /auth/providers/:provider/link': person({}),
  'DELETE /auth/providers/:provider': person(),
  'GET /auth/tokens': person(undefined, 'own'),
  'POST /auth/tokens': person({ name: 'T', scope: 'read', expiresInDays: 1 }),
  'DELETE /auth/tokens/:id': person(undefined, 'hidden'),
  'GET /auth/apps': person(undefined, 'own'),
  'DELETE /auth/apps/:id': person(undefined, 'hidden'),
  'GET /oauth/requests/:id': person(undefined, 'hidden'),
  'POST /oauth/requests/:id/allow': {
    ...person(undefined, 'hidden'),
    body: (home) => ({ householdId: home.householdId, scope: 'read' }),
  },
  'POST /oauth/requests/:id/refuse': person({}, 'hidden'),
  'GET /households': person(undefined, 'own'),
  'POST /households': person({ name: 'H', homeCurrency: 'USD', timeZone: 'UTC' }),
  'POST /households/:id/enter': person({}, 'hidden'),
  'POST /invitations/accept': person({ token: LINK }),
  'GET /session': read('own'),
  'PATCH /settings': { ...read('self'), scope: 'admin', body: () => ({ theme: 'dark' }) },
  'PUT /settings/picture': person(),
  'DELETE /settings/picture': person(),
  'GET /people/:userId/picture': read('hidden'),
  'GET /household/members': read('own'),
  'PATCH /household/members/:userId': rule('admin', 'hidden', () => ({ role: 'viewer' })),
  'DELETE /household/members/:userId': rule(null, 'hidden'),
  'POST /household/leave': { ...read('self'), scope: null, body: () => ({}) },
  'POST /household/hand-over': rule(null, 'hidden', (home) => ({ userId: home.userId })),
  'GET /household/invitations': rule('admin', 'own'),
  'POST /household/invitations': rule(null, 'self', () => ({
    email: 'z@example.com',
    role: 'viewer',
  })),
  'DELETE /household/invitations/:id': rule('admin', 'hidden'),
  'GET /accounts': read('own'),
  'POST /accounts': write('self', () => ({
    name: 'A',
    kind: 'cash',
    currency: 'USD',
    openedOn: '2026-01-01',
  })),
  'PUT /accounts/order': write('hidden', (home) => ({ ids: [home.accountId] })),
  'GET /accounts/:id': read('hidden'),
  'PATCH /accounts/:id': write('hidden', () => ({ version: 1, name: 'Taken' })),
  'POST /accounts/:id/close': write('hidden', () => ({ closedOn: '2026-03-01' })),
  'POST /accounts/:id/reopen': write('hidden'),
  'DELETE /accounts/:id': write('hidden'),
  'GET /accounts/:id/balances': read('hidden'),
  'PUT /accounts/:id/values/:on': write('hidden', () => ({ valueMinor: 1 })),
  'GET /exchange-rates': read('own'),
  'PUT /exchange-rates/:currency/:on': write('self', () => ({ rate: '1.1' })),
  'DELETE /exchange-rates/:currency/:on': write('self'),
  'GET /transactions': read('own', '?search=grocer'),
  'GET /transactions/totals': read('own', '?search=grocer'),
  'POST /transactions': write('hidden', (home) => ({
    accountId: home.accountId,
    postedOn: '2026-02-01',
    payee: 'X',
    amountMinor: 1,
  })),
  'POST /transactions/bulk': write('hidden', (home) => ({
    ids: home.transactionIds,
    change: { needsReview: false },
  })),
  'POST /transactions/bulk-delete': write('hidden', (home) => ({ ids: home.transactionIds })),
  'PUT /transactions/:id/split': write('hidden', () => ({
    version: 1,
    lines: [{ amountMinor: 1 }, { amountMinor: 2 }],
  })),
  'GET /splits/:id': read('hidden'),
  'DELETE /splits/:id': write('hidden'),
  'GET /saved-searches': read('own'),
  'POST /saved-searches': { ...read('self'), body: () => ({ name: 'S', search: 'x' }) },
  'PATCH /saved-searches/:id': { ...read('hidden'), body: () => ({ name: 'Taken' }) },
  'PUT /saved-searches/order': { ...read('hidden'), body: (home) => ({ ids: [home.categoryId] }) },
  'DELETE /saved-searches/:id': read('hidden'),
  'GET /merchants': read('own'),
  'POST /merchants/rename': write('hidden', () => ({ names: ['Bakery'], to: 'Taken' })),
  'GET /tags': read('own'),
  'POST /tags': write('self', () => ({ name: 'T' })),
  'PATCH /tags/:id': write('hidden', () => ({ name: 'Taken' })),
  'POST /tags/:id/merge': write('hidden', (home) => ({ into: home.categoryId })),
  'DELETE /tags/:id': write('hidden'),
  'GET /transactions/:id': read('hidden'),
  'PATCH /transactions/:id': write('hidden', () => ({ version: 1, payee: 'Taken' })),
  'DELETE /transactions/:id': write('hidden'),
  'POST /transactions/:id/attachments': write('self'),
  'GET /transactions/:id/attachments': read('hidden'),
  'GET /attachments/:id': read('hidden'),
  'GET /attachments/:id/thumbnail': read('hidden'),
  'DELETE /attachments/:id': write('hidden'),
  'GET /transactions/:id/transfer-candidates': read('hidden'),
  'GET /transfer-suggestions': read('own'),
  'POST /transfer-suggestions/confirm': write('hidden', (home) => ({
    pairs: [home.transactionIds],
  })),
  'POST /transfer-suggestions/refuse': write('hidden', (home) => ({
    transactionIds: home.transactionIds,
  })),
  'POST /transfers': write('hidden', (home) => ({ transactionIds: home.transactionIds })),
  'DELETE /transfers/:id': write('hidden'),
  'GET /transactions/:id/refund-candidates': read('hidden'),
  'GET /refund-suggestions': read('own'),
  'POST /refund-suggestions/confirm': write('hidden', (home) => ({ pairs: [pairOf(home)] })),
  'POST /refund-suggestions/refuse': write('hidden', pairOf),
  'POST /refunds': write('hidden', pairOf),
  'DELETE /refunds/:id': write('hidden'),
  'GET /transactions/:id/loan-payment': read('hidden', '?loanAccountId=01ARZ3NDEKTSV4RRFFQ69G5FAV'),
  'POST /transactions/:id/loan-payment': write('hidden', (home) => ({
    version: 1,
    loanAccountId: home.accountId,
  })),
  'DELETE /transactions/:id/loan-payment': write('hidden'),
  'GET /loan-payment-suggestions': read('own'),
  'POST /loan-payment-suggestions/confirm': write('hidden', (home) => ({
    payments: [paymentOf(home)],
  })),
  'POST /loan-payment-suggestions/refuse': write('hidden', paymentOf),
  'POST /ledger/undo': write('self', () => ({})),
  'POST /ledger/redo': write('self', () => ({})),
  'POST /ledger/steps/:id/undo': write('hidden', () => ({})),
  'POST /ledger/steps/:id/redo': write('hidden', () => ({})),
  'GET /categories': read('own'),
  'POST /categories': write('hidden', (home) => ({ name: 'C', parentId: home.categoryId })),
  'PATCH /categories/:id': write('hidden', () => ({ name: 'Taken' })),
  'DELETE /categories/:id': {
    ...write('hidden'),
    query: '?moveTo=01ARZ3NDEKTSV4RRFFQ69G5FAV',
  },
  'GET /categories/uses': read('own'),
  'PUT /categories/order': write('hidden', (home) => ({
    parentId: null,
    ids: [home.categoryId],
  })),
  'PUT /categories/:id/archived': write('hidden', () => ({ isArchived: true })),
  'POST /categories/merge': write('hidden', (home) => ({
    ids: [home.categoryId],
    into: home.categoryId,
  })),
  'GET /rules': read('own'),
  'POST /rules': write('hidden', (home) => ({
    contains: 'grocer',
    accountId: home.accountId,
    categoryId: home.categoryId,
  })),
  'PUT /rules/:id': write('hidden', (home) => ({
    contains: 'taken',
    categoryId: home.categoryId,
  })),
  'PUT /rules/order': write('hidden', (home) => ({ ids: [home.ids['rules'] ?? ''] })),
  'GET /rule-offer': read('hidden', '?transactionId=01ARZ3NDEKTSV4RRFFQ69G5FAV'),
  'POST /rules/preview': {
    ...read('own'),
    body: (home) => ({ contains: 'grocer', categoryId: home.categoryId }),
  },
  'DELETE /rules/:id': write('hidden'),
  'GET /imports': read('own'),
  'POST /imports': write('self'),
  'GET /imports/:id': read('hidden'),
  'GET /imports/:id/rows': read('hidden'),
  'PUT /imports/:id/rows': write('hidden', () => ({ allToLookAt: 'skip' })),
  'POST /imports/:id/again': write('hidden'),
  'PUT /imports/:id/accounts': write('hidden', (home) => ({
    statements: [{ index: 0, accountId: home.accountId }],
  })),
  'PUT /imports/:id/categories': write('hidden', () => ({
    categories: [{ name: 'Anything', choice: 'ignore' }],
  })),
  'PUT /imports/:id/mapping': write('hidden', () => ({ separator: ',' })),
  'POST /imports/:id/commit': write('hidden'),
  'POST /imports/:id/undo': write('hidden'),
  'DELETE /imports/:id': write('hidden'),
  'GET /dashboard': read('own'),
  'GET /ledger-export': read('own', '?format=csv'),
  'GET /audit-log': { ...read('own'), scope: 'admin' },
  'GET /data-exports': { ...read('own'), scope: null },
  'POST /data-exports': { ...read('self'), scope: null, body: () => ({}) },
  'GET /data-exports/:id/file': { ...read('hidden'), scope: null },
  'DELETE /data-exports/:id': { ...read('hidden'), scope: null },
  'GET /deletion': person(undefined, 'own'),
  'POST /deletion/person': person({}),
  'DELETE /deletion/person': person(),
  'POST /deletion/household': rule(null, 'self', () => ({ name: 'x' })),
  'DELETE /deletion/household': rule(null, 'self'),
};

export interface Home {
  owner: Client;
  householdId: string;
  userId: string;
  accountId: string;
  categoryId: string;
  transactionIds: [string, string];
  /** What `:id` stands for, by the first part of the path. */
  ids: Record<string, string>;
}

import { type Endpoint, PROOF_MS, type Role, SCOPES, type Scope, scopeOf } from '@picture/contract';
import { AppError } from '../errors.ts';

/** How somebody came in: by a browser's session, or by a token that a program holds. */
export type Entry =
  | { kind: 'session'; sessionId: string; provedAt: Date }
  | { kind: 'token'; tokenId: string; scope: Scope };

/** Who is asking, and for which household. Every query of a household's data takes it from here. */
export interface Who {
  user: {
    id: string;
    email: string;
    name: string;
    emailVerified: boolean;
    hasSecondFactor: boolean;
  };
  userId: string;
  householdId: string;
  role: Role;
  language: 'en' | 'es';
  homeCurrency: string;
  timeZone: string;
  /** The day the household's months begin. */
  firstDayOfMonth: number;
  /** The day it is in the household's time zone. */
  today: string;
  entry: Entry;
  /** Accounts of this household that are private to somebody else: for this person they are not there. */
  hiddenAccountIds: readonly string[];
}

/** Whose eyes a read has. */
export type Reader = Pick<Who, 'householdId' | 'hiddenAccountIds'>;

/** Who is asking, as far as it is known before the household's accounts are looked at. */
export type Member = Omit<Who, 'hiddenAccountIds'>;

const RANK: Record<Role, number> = { viewer: 1, editor: 2, owner: 3 };

/** Refuses whoever may not call this endpoint: by role, by scope, by how old their proof is. */
export function assertAccess(
  who: Who | null,
  endpoint: Pick<Endpoint, 'access' | 'method' | 'scope' | 'browserOnly' | 'stepUp'>,
  now: Date,
): Who {
  if (!who) throw new AppError('not_signed_in', 'Sign in to go on.');
  const { access } = endpoint;
  assertEntry(who.entry, endpoint, now);
  if (access !== 'public' && access !== 'person' && RANK[who.role] < RANK[access]) {
    throw new AppError('not_allowed', `This takes the role of ${access} in this household.`, {
      params: { role: access },
    });
  }
  return who;
}

function assertEntry(entry: Entry, endpoint: Parameters<typeof assertAccess>[1], now: Date): void {
  if (entry.kind === 'token') {
    const needed = scopeOf(endpoint);
    if (needed === null) {
      throw new AppError('browser_only', 'This is done by a person in a browser, not by a token.');
    }
    if (SCOPES.indexOf(entry.scope) < SCOPES.indexOf(needed)) {
      throw new AppError('scope_missing', `The token lacks the scope ${needed}.`, {
        params: { scope: needed },
      });
    }
    return;
  }
  if (endpoint.stepUp && now.getTime() - entry.provedAt.getTime() > PROOF_MS) {
    throw new AppError('step_up_required', 'Prove again that it is you, then go on.');
  }
}

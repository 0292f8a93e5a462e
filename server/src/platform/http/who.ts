import type { Access, Role } from '@picture/contract';
import { AppError } from '../errors.ts';

/** Who is asking, and for which household. Every query of a household's data takes it from here. */
export interface Who {
  user: { id: string; email: string; name: string };
  userId: string;
  householdId: string;
  role: Role;
  language: 'en' | 'es';
  homeCurrency: string;
  timeZone: string;
  /** The day it is in the household's time zone. */
  today: string;
}

const RANK: Record<Role, number> = { viewer: 1, editor: 2, owner: 3 };

export function assertAccess(who: Who | null, access: Exclude<Access, 'public'>): Who {
  if (!who) throw new AppError('not_signed_in', 'Sign in to go on.');
  if (RANK[who.role] < RANK[access]) {
    throw new AppError('not_allowed', `This takes the role of ${access} in this household.`, {
      params: { role: access },
    });
  }
  return who;
}

import { createHash } from 'node:crypto';
import type { Clock } from './clock.ts';
import { bulkInsert, type Database } from './db/index.ts';
import { AppError } from './errors.ts';

export interface LimitsTables {
  rate_limits: {
    bucket_hash: string;
    hits: number;
    refused_until: string | null;
    forget_at: string;
  };
}

/** So many tries in a window; the window begins with the first. */
interface Allowance {
  most: number;
  windowMs: number;
}

const DAY_MS = 86_400_000;
const FREE_FAILURES = 10;
const FIRST_WAIT_MS = 1000;
const MOST_WAIT_MS = 15 * 60_000;
const SWEEP_CHANCE = 0.01;

export type Limits = ReturnType<typeof createLimits>;

/**
 * Limits kept in the database, so that every process that serves an installation shares them.
 * What is limited is named by a bucket; only its hash is kept.
 */
export function createLimits(database: Database<LimitsTables>, clock: Clock) {
  const at = (offsetMs: number) => new Date(clock.now().getTime() + offsetMs).toISOString();

  /** Counts a hit; `refused_until` is null when this one is let through. */
  const hit = (bucket: string, windowMs: number, waitMs: (hits: number) => number) =>
    database.write(async (tx) => {
      const hash = createHash('sha256').update(bucket).digest('hex');
      const now = at(0);
      if (Math.random() < SWEEP_CHANCE) {
        await tx.deleteFrom('rate_limits').where('forget_at', '<', now).execute();
      } else {
        await tx
          .deleteFrom('rate_limits')
          .where('bucket_hash', '=', hash)
          .where('forget_at', '<=', now)
          .execute();
      }
      // The write comes first: it takes the row, so that tries at the same moment are all counted.
      await bulkInsert(
        tx,
        'rate_limits',
        ['bucket_hash', 'hits', 'refused_until', 'forget_at'],
        [[hash, 1, null, at(windowMs)]],
        { key: ['bucket_hash'], add: ['hits'] },
      );
      const row = await tx
        .selectFrom('rate_limits')
        .select(['hits', 'refused_until', 'forget_at'])
        .where('bucket_hash', '=', hash)
        .executeTakeFirstOrThrow();
      if (row.refused_until !== null && row.refused_until > now) return row;
      const wait = waitMs(row.hits);
      if (wait > 0) {
        await tx
          .updateTable('rate_limits')
          .set({ refused_until: at(wait) })
          .where('bucket_hash', '=', hash)
          .execute();
      }
      return { ...row, refused_until: null };
    });

  function refuse(until: string): never {
    const seconds = Math.max(1, Math.ceil((Date.parse(until) - clock.now().getTime()) / 1000));
    throw new AppError('rate_limited', `Too many tries. Wait ${seconds} s and try again.`, {
      params: { seconds },
    });
  }

  return {
    /** Whether one more is within the allowance. */
    allows: async (bucket: string, { most, windowMs }: Allowance): Promise<boolean> => {
      const { hits } = await hit(bucket, windowMs, () => 0);
      return hits <= most;
    },

    /** Throws `rate_limited` when one more is beyond the allowance. */
    take: async (bucket: string, { most, windowMs }: Allowance): Promise<void> => {
      const { hits, forget_at: freeAt } = await hit(bucket, windowMs, () => 0);
      if (hits > most) refuse(freeAt);
    },

    /**
     * Counts a try that will most likely fail; `forgive` takes all back when it did not. Ten are
     * free, then each doubles the wait, up to a quarter of an hour: slow, but never a lock.
     */
    attempt: async (bucket: string): Promise<void> => {
      const { refused_until: until } = await hit(bucket, DAY_MS, (hits) =>
        hits < FREE_FAILURES
          ? 0
          : Math.min(MOST_WAIT_MS, FIRST_WAIT_MS * 2 ** (hits - FREE_FAILURES)),
      );
      if (until !== null) refuse(until);
    },

    forgive: async (bucket: string): Promise<void> => {
      const hash = createHash('sha256').update(bucket).digest('hex');
      await database.read.deleteFrom('rate_limits').where('bucket_hash', '=', hash).execute();
    },
  };
}

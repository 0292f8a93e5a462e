import type { Clock } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';

const MINUTE_MS = 60_000;

/** Lets one address make so many sample households a minute: each costs a hash and 2,500 rows. */
export function createDemoLimit(clock: Clock, mostAMinute: number) {
  let windowEndsMs = 0;
  let taken = new Map<string, number>();
  return {
    take: (address: string): void => {
      const nowMs = clock.now().getTime();
      if (nowMs >= windowEndsMs) {
        windowEndsMs = nowMs + MINUTE_MS;
        taken = new Map();
      }
      const count = (taken.get(address) ?? 0) + 1;
      if (count > mostAMinute) {
        throw new AppError('rate_limited', 'Too many tries. Wait a minute and try again.');
      }
      taken.set(address, count);
    },
  };
}

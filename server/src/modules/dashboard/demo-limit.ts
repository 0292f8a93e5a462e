import type { Clock } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';

const MOST_A_MINUTE = 10;
const MINUTE_MS = 60_000;

/** Lets one address make ten sample households a minute: each costs a password hash and 2,500 rows. */
export function createDemoLimit(clock: Clock) {
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
      if (count > MOST_A_MINUTE) {
        throw new AppError('rate_limited', 'Too many tries. Wait a minute and try again.');
      }
      taken.set(address, count);
    },
  };
}

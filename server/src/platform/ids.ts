import { encodeTime, monotonicFactory } from 'ulid';

/** ULIDs sort by the time they were made, also within one millisecond of one process. */
export const newId: () => string = monotonicFactory();

/** Sorts before every id made from that moment on, and after all older ones. */
export const firstIdAt = (moment: Date): string => encodeTime(moment.getTime(), 10).padEnd(26, '0');

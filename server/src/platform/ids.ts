import { monotonicFactory } from 'ulid';

/** ULIDs sort by the time they were made, also within one millisecond of one process. */
export const newId: () => string = monotonicFactory();

import { AppError } from '../../platform/errors.ts';

/** What a step would change was changed again since. */
export const overtaken = (count: number) =>
  new AppError(
    'step_overtaken',
    count === 1
      ? 'Something this changed was changed again since. Take that back first.'
      : `${count} of the rows this changed were changed again since. Take that back first.`,
    { params: { count } },
  );

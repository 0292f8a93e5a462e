import { expect, it } from 'vitest';
import { createDemoLimit } from './demo-limit.ts';

it('lets one address make ten sample households a minute and refuses the eleventh', () => {
  let nowMs = 0;
  const limit = createDemoLimit({ now: () => new Date(nowMs) }, 10);
  for (let time = 0; time < 10; time += 1) limit.take('10.0.0.9');
  expect(() => limit.take('10.0.0.9')).toThrow('Too many tries');
  limit.take('10.0.0.8');
  nowMs += 60_000;
  limit.take('10.0.0.9');
});

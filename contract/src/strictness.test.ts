import { expect, it } from 'vitest';
import { ENDPOINTS } from './api.ts';

const PARTS = ['params', 'query', 'body'] as const;

it('knows every key that any endpoint takes, and takes no other', () => {
  expect(ENDPOINTS.length).toBeGreaterThan(80);
  for (const endpoint of ENDPOINTS) {
    for (const part of PARTS) {
      const schema = endpoint[part];
      if (!schema) continue;
      const { error } = schema.safeParse({ isAdmin: true });
      const codes = error?.issues.map((issue) => issue.code);
      expect(codes, `${endpoint.method} ${endpoint.path} ${part}`).toContain('unrecognized_keys');
    }
  }
});

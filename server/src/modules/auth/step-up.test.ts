import { ENDPOINTS } from '@picture/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  describeOnEachEngine,
  makeStale,
  newEmail,
  PASSWORD,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';

describeOnEachEngine('Step-up', (build) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(() => test.close());

  it('is asked on every endpoint that says so, once ten minutes have passed', async () => {
    const email = newEmail();
    const ana = await signUp(test, 'Ana', email);
    await makeStale(test, email);
    const guarded = ENDPOINTS.filter((one) => 'stepUp' in one && one.stepUp);
    expect(guarded.length).toBeGreaterThan(10);
    for (const { method, path, body } of guarded) {
      const url = `/api/v1${path.replace(/:\w+/g, '01ARZ3NDEKTSV4RRFFQ69G5FAV')}`;
      const response = await ana.request(method, url, {
        ...(body && { body: bodies[`${method} ${path}`] ?? {} }),
      });
      expect([`${method} ${path}`, response.json().code]).toEqual([
        `${method} ${path}`,
        'step_up_required',
      ]);
    }
  });

  it('renews the session by a right password, and not by a wrong one', async () => {
    const email = newEmail();
    const ana = await signUp(test, 'Ana', email);
    await makeStale(test, email);
    const wrong = await ana.refusal('POST /auth/step-up/password', { body: { password: 'no' } });
    expect(wrong.code).toBe('proof_refused');
    expect((await ana.call('GET /auth/security')).provedUntil).toBeNull();
    const before = new Map(ana.jar);
    const { provedUntil } = await ana.call('POST /auth/step-up/password', {
      body: { password: PASSWORD },
    });
    expect(Date.parse(provedUntil)).toBeGreaterThan(Date.now() + 9 * 60_000);
    expect((await ana.call('GET /auth/security')).provedUntil).not.toBeNull();
    for (const [name, value] of before) ana.jar.set(name, value);
    expect((await ana.refusal('GET /session')).code).toBe('not_signed_in');
  });

  it('slows down whoever goes on with wrong proofs', async () => {
    const ana = await signUp(test);
    const codes: string[] = [];
    for (let tries = 0; tries < 12; tries += 1) {
      const { code } = await ana.refusal('POST /auth/step-up/password', {
        body: { password: 'no' },
      });
      codes.push(code);
    }
    expect(codes.slice(0, 10)).toEqual(Array(10).fill('proof_refused'));
    expect(codes.at(-1)).toBe('rate_limited');
  });
});

/** Bodies that pass validation, so that what refuses is the age of the proof. */
const bodies: Record<string, object> = {
  'POST /auth/password/change': { password: 'another horse battery' },
  'POST /auth/email/change': { email: 'other@example.com' },
  'POST /auth/totp/confirm': { code: '123456' },
  'POST /auth/passkeys': { name: 'Key', response: {} },
  'POST /auth/tokens': { name: 'x', scope: 'read', expiresInDays: 1 },
  'POST /household/invitations': { email: 'b@example.com', role: 'viewer' },
  'POST /household/hand-over': { userId: 'x' },
  'POST /deletion/household': { name: 'x' },
};

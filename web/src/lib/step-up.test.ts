import { afterEach, expect, test, vi } from 'vitest';
import { ApiError, api } from './api.ts';
import { answerStepUp } from './step-up.ts';

const revoke = (id: string) => api('DELETE /auth/passkeys/:id', { params: { id } });

/** A server that wants a fresh proof until `proved` is set. */
function server() {
  const state = { proved: false, calls: [] as string[] };
  vi.stubGlobal('fetch', async (url: string) => {
    const { proved } = state;
    state.calls.push(url);
    await Promise.resolve();
    const body = proved
      ? { done: true }
      : { type: 'about:blank', title: 'Prove it.', status: 403, code: 'step_up_required' };
    return new Response(JSON.stringify(body), { status: proved ? 200 : 403 });
  });
  return state;
}

let stop = () => {};
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

test('calls refused together share one dialog, and each is made once more', async () => {
  const state = server();
  const dialog = vi.fn(async () => {
    state.proved = true;
    return true;
  });
  stop = answerStepUp(dialog);
  const replies = await Promise.all([revoke('a'), revoke('b'), revoke('c')]);
  expect(replies).toEqual([{ done: true }, { done: true }, { done: true }]);
  expect(dialog).toHaveBeenCalledTimes(1);
  expect(state.calls).toHaveLength(6);
});

test('a refusal that arrives after the proof was given asks for no second one', async () => {
  const state = server();
  const dialog = vi.fn(async () => {
    state.proved = true;
    return true;
  });
  stop = answerStepUp(dialog);
  let answerLate = () => {};
  const first = revoke('a');
  const send = fetch;
  vi.stubGlobal('fetch', (url: string) => {
    vi.stubGlobal('fetch', send);
    const refusal = send(url);
    return new Promise((resolve) => {
      answerLate = () => resolve(refusal);
    });
  });
  const late = revoke('b');
  await first;
  answerLate();
  expect(await late).toEqual({ done: true });
  expect(dialog).toHaveBeenCalledTimes(1);
});

test('a call stays refused when the dialog is left, and the next one asks again', async () => {
  server();
  const dialog = vi.fn(async () => false);
  stop = answerStepUp(dialog);
  await expect(revoke('a')).rejects.toMatchObject({ code: 'step_up_required' });
  await expect(revoke('a')).rejects.toBeInstanceOf(ApiError);
  expect(dialog).toHaveBeenCalledTimes(2);
});

test('a call that is refused again after the proof is not made a third time', async () => {
  const state = server();
  stop = answerStepUp(async () => true);
  await expect(revoke('a')).rejects.toMatchObject({ code: 'step_up_required' });
  expect(state.calls).toHaveLength(2);
});

test('without anybody to ask, a call is refused as it was', async () => {
  const state = server();
  await expect(revoke('a')).rejects.toMatchObject({ code: 'step_up_required' });
  expect(state.calls).toHaveLength(1);
});

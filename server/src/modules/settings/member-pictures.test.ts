import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Client,
  describeOnEachEngine,
  signUp,
  type TestApp,
  visitor,
} from '../../../test/harness.ts';
import { picture } from './pictures.fixture.ts';

describeOnEachEngine('Pictures of people', (build) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(() => test.close());

  const put = (client: Client, file: Buffer) => {
    const head =
      '--edge\r\ncontent-disposition: form-data; name="file"; filename="me.html"\r\ncontent-type: text/html\r\n\r\n';
    return client.request('PUT', '/api/v1/settings/picture', {
      body: Buffer.concat([Buffer.from(head), file, Buffer.from('\r\n--edge--\r\n')]),
      headers: { 'content-type': 'multipart/form-data; boundary=edge' },
    });
  };

  it('are served as what they were found to be, to be kept by nobody in between', async () => {
    const ana = await signUp(test);
    expect((await ana.call('GET /session')).user.pictureUrl).toBeNull();
    const { pictureUrl } = (await put(ana, picture('jpeg'))).json();
    expect((await ana.call('GET /session')).user.pictureUrl).toBe(pictureUrl);
    const served = await ana.request('GET', pictureUrl);
    expect(served.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'content-disposition': 'inline; filename="picture.jpeg"',
      'cache-control': 'private, no-cache',
    });
    expect(served.headers['content-security-policy']).toContain("default-src 'none'");
    expect(served.rawPayload.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    expect(served.rawPayload.includes('mntrRGB')).toBe(false);
    const headers = { 'if-none-match': String(served.headers['etag']) };
    const again = await ana.request('GET', pictureUrl, { headers });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('are at another address once they are another, and gone when removed', async () => {
    const ana = await signUp(test);
    const first = (await put(ana, picture('png'))).json().pictureUrl;
    const second = (await put(ana, picture('webpAlpha'))).json().pictureUrl;
    expect(second).not.toBe(first);
    expect((await ana.request('GET', second)).headers['content-type']).toBe('image/webp');
    await ana.call('DELETE /settings/picture');
    expect((await ana.request('GET', second)).json().code).toBe('not_found');
    expect((await ana.call('GET /session')).user.pictureUrl).toBeNull();
  });

  it('are refused when they are none, or too large', async () => {
    const ana = await signUp(test);
    const html = Buffer.from('<script>alert(1)</script>');
    expect((await put(ana, html)).json().code).toBe('picture_unreadable');
    const large = Buffer.concat([picture('png'), Buffer.alloc(2 * 1024 * 1024)]);
    expect((await put(ana, large)).json().code).toBe('too_large');
    const none = await ana.request('PUT', '/api/v1/settings/picture', { body: {} });
    expect(none.json().code).toBe('unsupported_media_type');
    expect((await ana.call('GET /session')).user.pictureUrl).toBeNull();
  });

  it('are seen by members of the same household, and by nobody else', async () => {
    const [ana, bob, eve] = [await signUp(test), await signUp(test), await signUp(test)];
    const { pictureUrl } = (await put(ana, picture('png'))).json();
    const { household } = await ana.call('GET /session');
    const { user } = await bob.call('GET /session');
    await test.services.database.read
      .updateTable('household_members')
      .set({ household_id: household.id, role: 'viewer' })
      .where('user_id', '=', user.id)
      .execute();
    expect((await bob.request('GET', pictureUrl)).statusCode).toBe(200);
    const members = (await bob.call('GET /household/members')).items;
    expect(members.map((one) => one.pictureUrl)).toEqual([pictureUrl, null]);
    expect((await eve.request('GET', pictureUrl)).json().code).toBe('not_found');
    expect((await visitor(test).request('GET', pictureUrl)).json().code).toBe('not_signed_in');
    await put(bob, picture('webp'));
    expect((await ana.request('GET', pictureUrl)).headers['content-type']).toBe('image/png');
  });
});

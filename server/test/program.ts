import { createHash, randomBytes } from 'node:crypto';
import type { Scope } from '@picture/contract';
import type { LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';
import type { Client, TestApp } from './harness.ts';

export const REDIRECT = 'http://127.0.0.1/callback';

export interface Tokens {
  access_token: string;
  refresh_token: string;
  expires_in: number;
  scope: string;
}

/** What a person answers on the page of consent; by default: yes, to what was asked. */
interface Answer {
  householdId?: string;
  scope?: Scope;
}

export type Program = Awaited<ReturnType<typeof registerProgram>>;

/** A program on somebody's device that speaks OAuth, as an MCP client does. */
export async function registerProgram(test: TestApp, metadata: object = {}) {
  const registered = await test.app.inject({
    method: 'POST',
    url: '/api/oauth/register',
    payload: { client_name: 'Notebook', redirect_uris: [REDIRECT], ...metadata },
  });
  expect(registered.statusCode, registered.body).toBe(201);
  const clientId = registered.json<{ client_id: string }>().client_id;
  const verifier = randomBytes(32).toString('base64url');
  const redirect = REDIRECT.replace('127.0.0.1', '127.0.0.1:53211');

  const addressOf = (change: Record<string, string | undefined> = {}): string => {
    const wish: Record<string, string | undefined> = {
      client_id: clientId,
      response_type: 'code',
      redirect_uri: redirect,
      scope: 'read write',
      state: 'back',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...change,
    };
    const kept = Object.entries(wish).filter((pair): pair is [string, string] => pair[1] != null);
    return `/api/oauth/authorize?${new URLSearchParams(kept)}`;
  };

  /** The browser is sent to the page of consent: the request's id, from its address. */
  async function ask(person: Client, change?: Record<string, string | undefined>) {
    const sent = await person.request('GET', addressOf(change));
    const id = /^\/connect\/([\w-]+)$/.exec(String(sent.headers['location']))?.[1];
    if (sent.statusCode !== 303 || !id) throw new Error(`Not asked: ${sent.statusCode}`);
    return id;
  }

  const post = (path: string, fields: Record<string, string>) =>
    test.app.inject({
      method: 'POST',
      url: `/api/oauth/${path}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ client_id: clientId, ...fields }).toString(),
    });

  const exchange = (code: string, change: Record<string, string> = {}) =>
    post('token', {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirect,
      code_verifier: verifier,
      ...change,
    });

  /** Asks, is allowed, and comes back with a code. */
  async function codeFrom(person: Client, answer: Answer = {}, scope = 'read write') {
    const id = await ask(person, { scope });
    const asked = await person.call('GET /oauth/requests/:id', { params: { id } });
    const { url } = await person.call('POST /oauth/requests/:id/allow', {
      params: { id },
      body: {
        householdId: answer.householdId ?? asked.households[0]?.id ?? '',
        scope: answer.scope ?? asked.scope,
      },
    });
    return codeIn(await follow(person, url));
  }

  return {
    clientId,
    registered: registered.json<Record<string, unknown>>(),
    redirect,
    addressOf,
    ask,
    exchange,
    codeFrom,
    refresh: (token: string) =>
      post('token', { grant_type: 'refresh_token', refresh_token: token }),
    revoke: (token: string) => post('revoke', { token }),
    connect: async (person: Client, answer?: Answer, scope?: string): Promise<Tokens> => {
      const given = await exchange(await codeFrom(person, answer, scope));
      expect(given.statusCode, given.body).toBe(200);
      return given.json();
    },
  };
}

/** The browser goes where it is sent next. */
export const follow = (person: Client, url: string) => {
  const { pathname, search } = new URL(url);
  return person.request('GET', pathname + search);
};

export function codeIn(response: LightMyRequestResponse): string {
  const code = new URL(String(response.headers['location'])).searchParams.get('code');
  if (!code) throw new Error(`No code: ${response.statusCode} ${response.headers['location']}`);
  return code;
}

/** Asks the API with a token and nothing else. */
export const withToken = (test: TestApp, token: string, method = 'GET', body?: object) =>
  test.app.inject({
    method: method as 'GET',
    url: '/api/v1/accounts',
    headers: { authorization: `Bearer ${token}` },
    ...(body && { payload: body }),
  });

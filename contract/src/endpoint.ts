import type { z } from 'zod';
import type { ErrorCode } from './errors.ts';

/**
 * Who may call an endpoint: anybody; a person about themselves, whatever household they are in;
 * or a member of the household. A role includes the ones before it.
 */
export type Access = 'public' | 'person' | 'viewer' | 'editor' | 'owner';

/** What a program's token may do. Each includes the ones before it. */
export const SCOPES = ['read', 'write', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** How long a proof of who is here is good for. */
export const PROOF_MS = 10 * 60_000;

/**
 * One value per endpoint. It feeds request validation, reply serialisation, the OpenAPI document
 * and the web client's types, so that none of them is written a second time.
 * `path` is relative to `/api/v1` and names its parameters as `:name`.
 */
export interface Endpoint {
  method: Method;
  path: string;
  summary: string;
  access: Access;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  reply: z.ZodType;
  /** Status of the reply when all went well; 200 unless said. */
  status?: 200 | 201 | 202;
  errors?: readonly ErrorCode[];
  /** A POST that creates: the same Idempotency-Key gives the same answer. */
  idempotent?: true;
  /** The body is a multipart upload, read by the route itself. */
  upload?: true;
  /** What a token needs; `read` for a GET and `write` for the rest unless said. */
  scope?: Scope;
  /** Only from a signed-in browser, never by a token. So are all that a `person` may call. */
  browserOnly?: true;
  /** Asks for a proof (password, passkey, code) that is not older than ten minutes. */
  stepUp?: true;
}

/** The scope a token needs for an endpoint; null where no token is let in. */
export function scopeOf(
  endpoint: Pick<Endpoint, 'access' | 'method' | 'scope' | 'browserOnly' | 'stepUp'>,
): Scope | null {
  if (endpoint.access === 'public' || endpoint.access === 'person') return null;
  if (endpoint.browserOnly || endpoint.stepUp) return null;
  return endpoint.scope ?? (endpoint.method === 'GET' ? 'read' : 'write');
}

export const endpoint = <const E extends Endpoint>(value: E): E => value;

type Out<E, K extends string> = E extends { [P in K]: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;
type In<E, K extends string> = E extends { [P in K]: infer S extends z.ZodType }
  ? z.input<S>
  : undefined;

/** What a route's handler receives, after validation. */
export type Params<E> = Out<E, 'params'>;
export type Query<E> = Out<E, 'query'>;
export type Body<E> = Out<E, 'body'>;
/** What a route's handler returns, and what the client gets. */
export type Reply<E> = Out<E, 'reply'>;
/** What a client sends, before defaults are filled in. */
export type ParamsIn<E> = In<E, 'params'>;
export type QueryIn<E> = In<E, 'query'>;
export type BodyIn<E> = In<E, 'body'>;

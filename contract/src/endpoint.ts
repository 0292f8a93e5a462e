import type { z } from 'zod';
import type { ErrorCode } from './errors.ts';

/** Who may call an endpoint. A role includes the ones before it. */
export type Access = 'public' | 'viewer' | 'editor' | 'owner';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

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

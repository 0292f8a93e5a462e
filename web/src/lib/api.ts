import type { Api, BodyIn, ParamsIn, Problem, QueryIn, Reply } from '@picture/contract';
import { withProof } from './step-up.ts';

/** A refusal of the server, as it told it. */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.name = 'ApiError';
    this.problem = problem;
  }

  get code(): string {
    return this.problem.code;
  }
}

type Part<Name extends string, T> = T extends undefined ? { [K in Name]?: never } : Record<Name, T>;
type Optional<T> = T extends object ? (Partial<T> extends T ? T | undefined : T) : T;
type QueryPart<T> =
  Optional<T> extends infer Q ? (undefined extends Q ? { query?: Q } : Part<'query', Q>) : never;

type Input<E> = Part<'params', ParamsIn<E>> &
  QueryPart<QueryIn<E>> &
  Part<'body', BodyIn<E>> & { idempotencyKey?: string; signal?: AbortSignal; keepalive?: boolean };

type Arguments<E> = Partial<Input<E>> extends Input<E> ? [input?: Input<E>] : [input: Input<E>];

interface AnyInput {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** The request goes on when its page is left. */
  keepalive?: boolean;
}

/** Calls an endpoint of the contract by what it is called there: `api('GET /accounts/:id', …)`. */
export async function api<K extends keyof Api & string>(
  route: K,
  ...[given]: Arguments<Api[K]>
): Promise<Reply<Api[K]>> {
  const input = (given ?? {}) as AnyInput;
  const [method = 'GET', template = ''] = route.split(' ');
  const path = template.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(input.params?.[name] ?? ''),
  );
  const headers: Record<string, string> = { accept: 'application/json' };
  if (input.body !== undefined) headers['content-type'] = 'application/json';
  if (input.idempotencyKey !== undefined) headers['idempotency-key'] = input.idempotencyKey;
  const call = () =>
    send<Reply<Api[K]>>(`/api/v1${path}${queryString(input.query)}`, {
      method,
      headers,
      ...(input.body !== undefined && { body: JSON.stringify(input.body) }),
      ...(input.signal && { signal: input.signal }),
      ...(input.keepalive && { keepalive: true }),
    });
  return withProof(call, lacksProof);
}

const lacksProof = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'step_up_required';

/** Uploads a statement file; `onProgress` is told the share sent, 0 to 1. */
export function uploadStatement(
  file: File,
  accountId: string | null,
  onProgress: (share: number) => void,
): Promise<Reply<Api['POST /imports']>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/imports${queryString(accountId ? { accountId } : undefined)}`);
    request.responseType = 'json';
    request.upload.onprogress = (event) => onProgress(event.loaded / event.total);
    request.onerror = () => reject(new ApiError(unreachable()));
    request.onload = () => {
      if (request.status < 300) resolve(request.response);
      else reject(new ApiError(asProblem(request.response, request.status)));
    };
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}

/** Sets one's picture, which was drawn in this browser. */
export function uploadPicture(picture: Blob): Promise<Reply<Api['PUT /settings/picture']>> {
  const form = new FormData();
  form.append('file', picture, 'picture');
  return send('/api/v1/settings/picture', { method: 'PUT', body: form });
}

/** Attaches a file to a transaction, with a small picture of it that was drawn in this browser. */
export function uploadAttachment(
  transactionId: string,
  file: File,
  thumbnail: Blob | null,
): Promise<Reply<Api['POST /transactions/:id/attachments']>> {
  const form = new FormData();
  form.append('file', file);
  if (thumbnail) form.append('thumbnail', thumbnail, 'thumbnail');
  const url = `/api/v1/transactions/${encodeURIComponent(transactionId)}/attachments`;
  return send(url, { method: 'POST', body: form });
}

/** Lets the browser download a file, once the server has said that it may. */
export async function download(path: string): Promise<void> {
  const url = `/api/v1${path}`;
  const asking = new AbortController();
  const response = await fetch(url, { signal: asking.signal }).catch(() => {
    throw new ApiError(unreachable());
  });
  if (!response.ok) {
    throw new ApiError(asProblem(await response.json().catch(() => null), response.status));
  }
  asking.abort();
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
}

let isShown: (householdId: string) => boolean = () => true;

/** Tells what every answer's household is held against. */
export function holdAgainst(check: (householdId: string) => boolean): void {
  isShown = check;
}

async function send<T>(url: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, credentials: 'same-origin' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(unreachable());
  }
  const household = response.headers.get('picture-household');
  if (household !== null && !isShown(household)) {
    // Another tab went elsewhere, or this person was removed: two households never share a page.
    location.assign('/');
    return new Promise(() => {});
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(asProblem(body, response.status));
  return body as T;
}

function queryString(query: Record<string, unknown> | undefined): string {
  const entries = Object.entries(query ?? {}).filter(
    ([, v]) => v !== undefined && v !== null && v !== '',
  );
  if (entries.length === 0) return '';
  return `?${new URLSearchParams(entries.map(([key, value]) => [key, String(value)]))}`;
}

function asProblem(body: unknown, status: number): Problem {
  const known = typeof body === 'object' && body !== null ? (body as Partial<Problem>) : {};
  const message =
    'message' in known && typeof known.message === 'string' ? known.message : undefined;
  return {
    type: 'about:blank',
    status,
    ...known,
    title: known.title ?? message ?? `The server answered ${status}.`,
    code: (known.code ?? `http_${status}`).toLowerCase(),
  };
}

const unreachable = (): Problem => ({
  type: 'about:blank',
  status: 0,
  code: 'unreachable',
  title: 'The server cannot be reached.',
});

/** Makes a creating request safe to send twice. */
export const newIdempotencyKey = (): string => crypto.randomUUID();

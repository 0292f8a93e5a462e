import { SCOPES } from '@picture/contract';
import type { AppError } from '../../platform/errors.ts';
import { wordsOf } from './oauth-scopes.ts';

/**
 * RFC 6750 and 9728: tells a program that came without a good token where tokens are given out, and
 * one whose token may do too little what to ask for.
 */
export const challengeFor =
  ({ oauth }: { oauth: { issuer: string } }) =>
  (
    refusal: AppError,
    request: { url: string; headers: { authorization?: string | undefined } },
  ) => {
    if (!request.url.startsWith('/api/v1')) return null;
    const where = `resource_metadata="${oauth.issuer}/.well-known/oauth-protected-resource/api/v1"`;
    if (refusal.code === 'not_signed_in') {
      const bad = request.headers.authorization === undefined ? '' : 'error="invalid_token", ';
      return `Bearer ${bad}${where}`;
    }
    if (refusal.code !== 'scope_missing') return null;
    const needed = SCOPES.find((scope) => scope === refusal.details.params?.['scope']) ?? 'read';
    return `Bearer error="insufficient_scope", scope="${wordsOf(needed)}", ${where}`;
  };

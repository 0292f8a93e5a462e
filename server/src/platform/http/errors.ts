import type { Problem } from '@picture/contract';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { AppError } from '../errors.ts';

/** What a program is told in `WWW-Authenticate`, so that it can ask for what it lacks. */
type Challenge = (refusal: AppError, request: FastifyRequest) => string | null;

/** The one place where what went wrong becomes problem+json. Nothing of the inside is told. */
export function installErrorHandler(app: FastifyInstance, challengeFor: Challenge): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = asRefusal(error);
    const challenge = challengeFor(refusal, request);
    if (challenge !== null) reply.header('www-authenticate', challenge);
    if (refusal.status >= 500) request.log.error({ err: error }, 'request failed');
    return sendProblem(reply, refusal);
  });
}

export function sendProblem(reply: FastifyReply, refusal: AppError): FastifyReply {
  const problem: Problem = {
    type: `urn:picture:problem:${refusal.code}`,
    title: refusal.message,
    status: refusal.status,
    code: refusal.code,
    ...refusal.details,
  };
  return reply
    .status(refusal.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .serializer(JSON.stringify)
    .send(problem);
}

function asRefusal(error: FastifyError): AppError {
  if (error instanceof AppError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const where = error.validationContext ?? 'request';
    const fields = error.validation.map((issue) => ({
      path: `${where}${issue.instancePath.replaceAll('/', '.')}`,
      message: issue.message ?? 'Not valid.',
    }));
    const first = fields[0];
    return new AppError(
      'invalid_request',
      first ? `${first.path}: ${first.message}` : 'The request is not valid.',
      { fields },
    );
  }
  switch (error.statusCode) {
    case 400:
      return new AppError('invalid_request', 'The request could not be read.');
    case 413:
      return new AppError('too_large', 'The request is larger than this server takes.');
    case 415:
      return new AppError('unsupported_media_type', 'Send the body as application/json.');
    case 429:
      return new AppError('rate_limited', 'Too many tries. Wait a minute and try again.');
    default:
      return new AppError('internal', 'Something failed on our side. Nothing was changed.');
  }
}

import type { Endpoint, Reply } from '@picture/contract';
import * as contract from '@picture/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Binding, bind, type Call } from '../../platform/http/route.ts';
import type { Auth } from './auth.service.ts';
import { CLIENT_ADDRESS_HEADER } from './auth-library.service.ts';
import { browserWords } from './browser-words.ts';
import type { Visit } from './visit.ts';

/** A request's headers as Better Auth wants them, with the address Fastify trusts. */
export function asHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || name === CLIENT_ADDRESS_HEADER) continue;
    headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  headers.set(CLIENT_ADDRESS_HEADER, request.ip);
  return headers;
}

export const visitOf = (auth: Auth, request: FastifyRequest): Visit => ({
  headers: asHeaders(request),
  address: request.ip,
  browser: browserWords(request.headers['user-agent']),
  device: auth.deviceOf(request.headers.cookie),
  cookies: [],
});

export function authRoutes(auth: Auth): Binding[] {
  /** Like `bind`, with who visits; the cookies the visit gathers go out with the answer. */
  const visit = <const E extends Endpoint>(
    endpoint: E,
    answer: (call: Call<E>, visit: Visit) => Promise<Reply<E>>,
  ): Binding =>
    bind(endpoint, async (call: Call<E>) => {
      const one = visitOf(auth, call.request);
      const result = await answer(call, one);
      sendCookies(call.reply, one);
      return result;
    });

  return [
    bind(contract.getSignInWays, async () => ({
      verifiesEmail: auth.verifiesEmail,
      providers: auth.providers,
    })),
    visit(contract.signUp, ({ body }, v) => auth.signUp(body, v)),
    visit(contract.signIn, ({ body }, v) => auth.signIn(body, v)),
    visit(contract.passSecondFactor, ({ body }, v) => auth.passSecondFactor(body, v)),
    visit(contract.signOut, ({ reply }, v) => {
      reply.header('clear-site-data', '"cache"');
      return auth.signOut(v);
    }),
    visit(contract.verifyEmail, ({ body }, v) => auth.verifyEmail(body.token, v)),
    visit(contract.resendVerification, ({ body }, v) => auth.resendVerification(body.email, v)),
    visit(contract.forgotPassword, ({ body }, v) => auth.forgotPassword(body.email, v)),
    visit(contract.resetPassword, ({ body }, v) => auth.resetPassword(body, v)),
    visit(contract.startPasskeySignIn, (_call, v) => auth.startPasskeySignIn(v)),
    visit(contract.finishPasskeySignIn, ({ body }, v) =>
      auth.finishPasskeySignIn(body.response, v),
    ),
    visit(contract.startProviderSignIn, ({ body }, v) =>
      auth.startProviderSignIn(body.provider, body.returnTo, v),
    ),
    visit(contract.stepUpWithPassword, ({ who, body }, v) =>
      auth.stepUpWithPassword(who, body.password, v),
    ),
    visit(contract.stepUpWithCode, ({ who, body }, v) => auth.stepUpWithCode(who, body.code, v)),
    visit(contract.startStepUpWithPasskey, (_call, v) => auth.startStepUpWithPasskey(v)),
    visit(contract.stepUpWithPasskey, ({ who, body }, v) =>
      auth.stepUpWithPasskey(who, body.response, v),
    ),
    bind(contract.getSecurity, async ({ who }) =>
      auth.security(who, await auth.recoveryCodesLeft(who.userId), auth.providers),
    ),
    visit(contract.changePassword, ({ who, body }, v) => auth.changePassword(who, body, v)),
    visit(contract.changeEmail, ({ who, body }, v) => auth.changeEmail(who, body, v)),
    bind(contract.listSessions, ({ who }) => auth.listSessions(who)),
    visit(contract.endSession, ({ who, params }, v) => auth.endSession(who, params.id, v)),
    visit(contract.endOtherSessions, ({ who }, v) => auth.endOtherSessions(who, v)),
    bind(contract.startTotp, ({ who }) => auth.startTotp(who)),
    visit(contract.confirmTotp, ({ who, body }, v) => auth.confirmTotp(who, body.code, v)),
    visit(contract.disableTotp, ({ who }, v) => auth.disableTotp(who, v)),
    visit(contract.renewRecoveryCodes, ({ who }, v) => auth.renewRecoveryCodes(who, v)),
    visit(contract.startPasskey, (_call, v) => auth.startPasskey(v)),
    visit(contract.addPasskey, ({ who, body }, v) => auth.addPasskey(who, body, v)),
    bind(contract.renamePasskey, ({ who, params, body }) =>
      auth.renamePasskey(who, params.id, body.name),
    ),
    visit(contract.removePasskey, ({ who, params }, v) => auth.removePasskey(who, params.id, v)),
    visit(contract.linkProvider, ({ params }, v) => auth.linkProvider(params.provider, v)),
    visit(contract.unlinkProvider, ({ who, params }, v) =>
      auth.unlinkProvider(who, params.provider, v),
    ),
    bind(contract.listApiTokens, ({ who }) => auth.listApiTokens(who)),
    visit(contract.createApiToken, ({ who, body }, v) => auth.createApiToken(who, body, v)),
    visit(contract.revokeApiToken, ({ who, params }, v) => auth.revokeApiToken(who, params.id, v)),
  ];
}

const sendCookies = (reply: FastifyReply, visit: Visit): void => {
  for (const cookie of visit.cookies) reply.header('set-cookie', cookie);
};

/** Where a provider sends the browser back to: the one address that is not of the contract. */
export function installProviderCallback(app: FastifyInstance, auth: Auth): void {
  app.get('/api/auth/callback/:provider', { schema: { hide: true } }, async (request, reply) => {
    const { provider } = request.params as { provider: string };
    const visit = visitOf(auth, request);
    const url = `${request.protocol}://${request.host}${request.url}`;
    const target = await auth.finishProvider(
      new Request(url, { headers: visit.headers }),
      provider,
      visit,
    );
    sendCookies(reply, visit);
    return reply.header('cache-control', 'no-store').redirect(target);
  });
}

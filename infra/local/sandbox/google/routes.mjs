import { createIdTokens } from '../accounts/id-tokens.mjs';
import { choose, createProvider, profileFor, showChooser } from '../accounts/provider.mjs';
import { sendJson } from '../answers.mjs';
import { profileOf } from './profile.mjs';
import { answerToken } from './token.mjs';

/** The sandbox's Google. It also signs in members, at a callback of their own. */
export async function createGoogle(publicUrl) {
  const redirectPaths = ['/auth/google/callback', '/sign-in/google/callback'];
  const provider = createProvider({ id: 'google', name: 'Google', publicUrl, profileOf, redirectPaths });
  return { ...provider, idTokens: await createIdTokens() };
}

export const googleRoutes = {
  'GET /dev/google/authorize': (context) => showChooser(context.google, context),
  'POST /dev/google/authorize': (context) => choose(context.google, context, { authuser: '0', prompt: 'consent' }),
  'POST /dev/google/token': answerToken,
  // The token in the header, or in the query, where Google's client library for Passport puts it.
  'GET /dev/google/userinfo': (context) => sendJson(context.response, profileFor(context.google, context)),
  'GET /dev/google/certs': ({ response, google }) => sendJson(response, { keys: [google.idTokens.jwk] }),
};

import { ApiError } from '@gatehouse/api-client';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { sessionKeys } from '../features/session/session.queries';

const MAX_RETRIES = 2;

/** Reading: what the API refused stays refused; what failed on the way or inside is tried twice more. */
function mayRetry(failures: number, error: Error): boolean {
  const refused = error instanceof ApiError && error.status >= 400 && error.status < 500;
  return !refused && failures < MAX_RETRIES;
}

/**
 * A 401 of any call under a session means that the session is over: the guard then shows the sign-in page. But for the one that says that a
 * password which the member typed is wrong.
 */
export function createQueryClient(): QueryClient {
  const endSession = (error: Error, meta: Record<string, unknown> | undefined) => {
    if (!(error instanceof ApiError) || error.status !== 401) return;
    if (error.code !== 'invalid_credentials' && meta?.['anonymous'] !== true) client.setQueryData(sessionKeys.me, null);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error, query) => endSession(error, query.meta) }),
    mutationCache: new MutationCache({ onError: (error, _variables, _result, mutation) => endSession(error, mutation.meta) }),
    defaultOptions: { queries: { retry: mayRetry, staleTime: 5_000 } },
  });
  return client;
}

import createFetchClient, { type Client } from 'openapi-fetch';
import { ApiError, toApiError } from './problem';
import type { paths } from './schema';

export type GatehouseClient = Client<paths>;

/**
 * A typed client of the creator's API (`/api/v1`). The session cookie goes along on the same origin only.
 *
 * @param baseUrl origin of the API; empty for the page's own origin
 */
export function createClient(baseUrl = ''): GatehouseClient {
  return createFetchClient<paths>({ baseUrl, credentials: 'same-origin' });
}

/**
 * Gives the data of a call, so that callers see either data or an exception.
 *
 * @throws ApiError for every refused or failed call
 */
export async function unwrap<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    // An aborted call is no failure: the query library cancelled it and expects to see its own signal.
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(0, 'unreachable', 'Gatehouse could not be reached. Check your connection and try again.');
  });
  if (!response.ok) throw toApiError(response.status, error);
  return data as T;
}

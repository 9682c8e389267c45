import { ApiError } from '@gatehouse/api-client';

/** Whether the API says that there is no such thing, which asking again will not change. */
export function isMissing({ error }: { error: Error | null }): boolean {
  return error instanceof ApiError && error.status === 404;
}

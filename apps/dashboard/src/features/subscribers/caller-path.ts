/** Whether a report's caller is a person, and no program with a service key. @param key an id of the API */
export const isPerson = (key: string): boolean => key.startsWith('usr_');

/** The page of whoever a report names as a caller; null for a program with a service key, which has none. @param key an id of the API */
export function buildCallerPath(slug: string, key: string): string | null {
  return isPerson(key) ? `/w/${slug}/subscribers/${key}` : null;
}

/** What stands beside the name of a caller who is no person. */
export const noteOf = (key: string): string | null => (key.startsWith('svk_') ? 'service key' : null);

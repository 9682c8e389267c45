/** The page of whoever a report names as a caller; null for a program with a service key, which has none. @param key an id of the API */
export function buildCallerPath(slug: string, key: string): string | null {
  return key.startsWith('usr_') ? `/w/${slug}/subscribers/${key}` : null;
}

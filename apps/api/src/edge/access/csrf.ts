const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface RequestOrigin {
  readonly method: string;
  /** `Sec-Fetch-Site`, which every current browser sends and no page can forge (W3C Fetch Metadata). */
  readonly secFetchSite: string | undefined;
  readonly origin: string | undefined;
}

/**
 * Whether a request that a browser may have sent with a member's cookie comes from our own pages. Safe methods change nothing. A client
 * that is no browser sends neither header; it also sends no cookie on somebody else's behalf. The third layer over `SameSite=Lax`
 * and JSON-only bodies (OWASP CSRF Prevention Cheat Sheet, "Fetch Metadata headers" and "Verifying origin").
 * @param ownOrigin the origin of PUBLIC_URL
 */
export function isFromOwnPages(request: RequestOrigin, ownOrigin: string): boolean {
  if (SAFE_METHODS.has(request.method)) return true;
  const { secFetchSite, origin } = request;
  if (secFetchSite !== undefined && secFetchSite !== 'same-origin' && secFetchSite !== 'none') return false;
  return origin === undefined || origin === ownOrigin;
}

/** The OAuth issuer of a workspace: a constant of its slug, wherever it appears (RFC 8414 section 2). */
export function issuerOf(publicUrl: string, slug: string): string {
  return `${publicUrl}/t/${slug}`;
}

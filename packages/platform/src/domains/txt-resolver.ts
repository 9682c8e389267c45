import { Resolver } from 'node:dns/promises';

/** What the DNS said: the texts at a name, or why there is no answer. `[]`: the name has none. */
export type TxtAnswer =
  { readonly kind: 'texts'; readonly texts: readonly string[] } | { readonly kind: 'no_answer'; readonly why: string };

const TIMEOUT_MS = 3_000;
const TRIES = 2;
/** The name, or its texts, are not there: an answer. */
const ABSENT: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA']);

/** Reads TXT records. Which name servers it asks is configuration, so that tests bring their own. */
export class TxtResolver {
  private readonly resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });

  /** @param servers `address` or `address:port`; the machine's own when there are none */
  constructor(servers: readonly string[]) {
    if (servers.length > 0) this.resolver.setServers(servers);
  }

  async read(name: string): Promise<TxtAnswer> {
    try {
      const records = await this.resolver.resolveTxt(name);
      // One record may come in pieces of 255 bytes (RFC 7208 3.3).
      return { kind: 'texts', texts: records.map((pieces) => pieces.join('')) };
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
      return ABSENT.has(code) ? { kind: 'texts', texts: [] } : { kind: 'no_answer', why: code };
    }
  }
}

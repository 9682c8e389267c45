/**
 * Whether two addresses certainly lie under different root domains, which the GPT editor refuses for OAuth. Compares the
 * last two labels of the host names, without the public suffix list: it may miss a difference (`a.co.uk`, `b.co.uk`) but never
 * invents one.
 */
export function haveDifferentRoots(first: string, second: string): boolean {
  const roots = [first, second].map(findRoot);
  return roots[0] !== null && roots[1] !== null && roots[0] !== roots[1];
}

/** Whether only this machine can reach the address. */
export function isLoopback(address: string): boolean {
  const host = URL.parse(address)?.hostname ?? '';
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\./.test(host);
}

function findRoot(address: string): string | null {
  const host = URL.parse(address)?.hostname;
  return host ? host.split('.').slice(-2).join('.') : null;
}

import type { Page } from 'playwright-core';

interface Response {
  requestId: string;
  response: { url: string };
}
interface Finished {
  requestId: string;
  encodedDataLength: number;
}

/** What one page load brought over the wire, headers included, by URL, in bytes. */
export type Weight = Map<string, number>;

/** Loads the page afresh, past the cache, and weighs everything that it fetches. */
export async function weighReload(page: Page): Promise<Weight> {
  const session = await page.context().newCDPSession(page);
  const urls = new Map<string, string>();
  const weight: Weight = new Map();
  session.on('Network.responseReceived', ({ requestId, response }: Response) => urls.set(requestId, response.url));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }: Finished) => {
    const url = urls.get(requestId);
    if (url !== undefined) weight.set(url, (weight.get(url) ?? 0) + encodedDataLength);
  });
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await page.reload({ waitUntil: 'networkidle' });
  await session.detach();
  return weight;
}

export function totalBytes(weight: Weight): number {
  return [...weight.values()].reduce((total, bytes) => total + bytes, 0);
}

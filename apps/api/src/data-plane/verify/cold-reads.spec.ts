import { ColdReads } from './cold-reads';

/** A reading that ends when the test says so. */
function held() {
  let finish = (): void => undefined;
  const done = new Promise<void>((resolve) => (finish = resolve));
  return { read: () => done, finish };
}

describe('ColdReads', () => {
  it('runs at most half as many at once as there are connections, and the others in the order they came', async () => {
    const reads = new ColdReads(4);
    const order: number[] = [];
    const readings = Array.from({ length: 6 }, () => held());
    const runs = readings.map(({ read }, index) =>
      reads.run(() => {
        order.push(index);
        return read();
      }),
    );
    expect(order).toEqual([0, 1]);
    for (const [index, { finish }] of readings.entries()) {
      finish();
      await runs[index];
    }
    expect(order).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('refuses what more would have to wait than may, with when to come back, and recovers', async () => {
    const reads = new ColdReads(1, 2);
    const first = held();
    const accepted = [reads.run(first.read), reads.run(() => Promise.resolve()), reads.run(() => Promise.resolve())];
    await expect(reads.run(() => Promise.resolve())).rejects.toMatchObject({
      code: 'temporarily_unavailable',
      retryAfterSeconds: 2,
    });
    first.finish();
    await Promise.all(accepted);
    await expect(reads.run(() => Promise.resolve('read'))).resolves.toBe('read');
  });

  it('gives the place back when a reading fails', async () => {
    const reads = new ColdReads(1, 0);
    await expect(reads.run(() => Promise.reject(new Error('down')))).rejects.toThrow('down');
    await expect(reads.run(() => Promise.resolve('read'))).resolves.toBe('read');
  });
});

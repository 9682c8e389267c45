import { loadAllPages } from './all-pages';

describe('loadAllPages', () => {
  it('gives every row of a list that is longer than a page, in its order', async () => {
    const all = Array.from({ length: 250 }, (_, row) => row);
    const asked: (string | undefined)[] = [];
    const rows = await loadAllPages((cursor) => {
      asked.push(cursor);
      const start = Number(cursor ?? 0);
      const end = start + 100;
      return Promise.resolve({ data: all.slice(start, end), next_cursor: end < all.length ? String(end) : null });
    });
    expect(rows).toEqual(all);
    expect(asked).toEqual([undefined, '100', '200']);
  });

  it('fails when a page does, rather than pass a part for the whole', async () => {
    await expect(
      loadAllPages((cursor) =>
        cursor === undefined ? Promise.resolve({ data: [1], next_cursor: 'next' }) : Promise.reject(new Error('gone')),
      ),
    ).rejects.toThrow('gone');
  });
});

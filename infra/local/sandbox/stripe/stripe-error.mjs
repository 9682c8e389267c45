/** A refusal as Stripe words it: the client library turns `error.type` into its error classes, so it must always be there. */
export class StripeRefusal extends Error {
  /** @param {{status?: number, type?: string, code?: string, param?: string, message: string, decline_code?: string}} facts */
  constructor({ status = 400, type = 'invalid_request_error', message, ...more }) {
    super(message);
    this.status = status;
    this.error = { type, message, ...more };
  }
}

export const missing = (object, id, param = 'id') =>
  new StripeRefusal({ status: 404, code: 'resource_missing', param, message: `No such ${object}: '${id}'` });

export const invalid = (param, message) => new StripeRefusal({ param, message });

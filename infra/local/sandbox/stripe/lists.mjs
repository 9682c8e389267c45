import { listOf } from './form-body.mjs';
import { invalid } from './stripe-error.mjs';

/** Newest first, a page at a time, as Stripe lists things. @param {(object: any) => boolean} keep */
export function listAnswer(objects, query, url, keep = () => true) {
  const limit = query.limit === undefined ? 10 : Number(query.limit);
  if (!(limit >= 1 && limit <= 100)) throw invalid('limit', 'limit must be between 1 and 100.');
  const created = query.created ?? {};
  const found = objects
    .filter(keep)
    .filter(
      (object) =>
        (created.gte === undefined || object.created >= Number(created.gte)) &&
        (created.gt === undefined || object.created > Number(created.gt)),
    )
    .filter((object) => created.lt === undefined || object.created < Number(created.lt))
    .reverse();
  const from = query.starting_after === undefined ? 0 : found.findIndex(({ id }) => id === query.starting_after) + 1;
  const data = found.slice(from, from + limit);
  return { object: 'list', url, has_more: from + limit < found.length, data };
}

/** Keeps what equals the query in these fields; fields that are not asked about do not count. */
export const equalTo = (query, fields) => (object) =>
  fields.every((field) => query[field] === undefined || String(object[field]) === String(query[field]));

/** Answers a list of all of a kind, kept by these fields. */
export const listRoute =
  (kind, path, fields) =>
  ({ account, query }) =>
    listAnswer(account.all(kind), query, path, equalTo(query, fields));

/** Answers the one with the id of the path. */
export const oneRoute =
  (kind) =>
  ({ account, id }) =>
    account.find(kind, id);

/** Puts the objects themselves where `expand[]` asks for them. A copy: what is kept has ids. */
export function expanded(account, answer, expand) {
  const copy = structuredClone(answer);
  for (const path of listOf(expand)) expandAt(account, copy, path.split('.'));
  return copy;
}

function expandAt(account, holder, [name, ...rest]) {
  if (holder === null || holder === undefined) return;
  if (Array.isArray(holder)) return holder.forEach((one) => expandAt(account, one, [name, ...rest]));
  const value = holder[name];
  if (typeof value === 'string') {
    const found = account.anything(value);
    if (found !== null) holder[name] = structuredClone(found);
  } else if (Array.isArray(value) && rest.length === 0) {
    holder[name] = value.map((id) => (typeof id === 'string' ? structuredClone(account.anything(id) ?? id) : id));
  }
  if (rest.length > 0) expandAt(account, holder[name], rest);
}

import qs from 'qs';
import { invalid } from './stripe-error.mjs';

/** Stripe's way of writing nested values in forms and queries: `items[0][price]=price_…`. */
export function parseNested(text) {
  return qs.parse(text, { depth: 10, arrayLimit: 100, parameterLimit: 1_000 });
}

/** Lists come with or without numbers. */
export const listOf = (value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : Object.values(value));

export const isTrue = (value) => value === true || value === 'true';

/** @throws {StripeRefusal} unless the text is a whole number of minor units, seconds or the like */
export function wholeNumber(value, param) {
  const number = Number(value);
  if (!Number.isInteger(number)) throw invalid(param, `Invalid integer: ${value}`);
  return number;
}

export const optionalNumber = (value, param) => (value === undefined || value === '' ? null : wholeNumber(value, param));

/** An empty value takes a key away, as Stripe does with metadata. */
export function mergedMetadata(before, given) {
  if (given === undefined) return before ?? {};
  if (given === '') return {};
  return Object.fromEntries(Object.entries({ ...before, ...given }).filter(([, value]) => value !== ''));
}

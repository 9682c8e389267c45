import { pairsFromForm, type ParameterPairs, parametersFrom, type RequestParameters } from '@gatehouse/core';
import type { FastifyRequest } from 'fastify';

/** A body as the data plane's parser leaves it: bytes, or nothing. */
function bodyText(request: Pick<FastifyRequest, 'body'>): string {
  return Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
}

/** The fields of a posted form. A body that is no form has none of them; a repeated field counts as absent. */
export function readForm<Name extends string>(
  request: Pick<FastifyRequest, 'body' | 'headers'>,
  names: readonly Name[],
): RequestParameters<Name> {
  return parametersFrom(pairsOf(request), names);
}

/** A posted form as a query: the same fields in the same order, repetitions kept, encoded anew. */
export function queryFromForm(request: Pick<FastifyRequest, 'body' | 'headers'>): string {
  return new URLSearchParams(pairsOf(request).map(([name, value]): [string, string] => [name, value])).toString();
}

function pairsOf(request: Pick<FastifyRequest, 'body' | 'headers'>): ParameterPairs {
  const isForm = /^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers['content-type'] ?? '');
  return isForm ? pairsFromForm(bodyText(request)) : [];
}

import { AppError } from '@gatehouse/core';
import { NotFoundException } from '@nestjs/common';
import { problemFrom } from './problem-from';

const thrown = (properties: object): Error => Object.assign(new Error('secret detail'), properties);
const seen = (error: unknown): unknown => {
  const { refusal, unexpected } = problemFrom(error);
  return [refusal.code, unexpected];
};

describe('problemFrom', () => {
  it.each<[string, unknown, string]>([
    ['a refusal of ours', new AppError('slug_taken'), 'slug_taken'],
    ['a missing route', new NotFoundException('Cannot GET /x'), 'not_found'],
    ['a body that is no JSON', thrown({ statusCode: 400, code: 'FST_ERR_CTP_INVALID_JSON_BODY' }), 'malformed_request'],
    ['a body that is too large', thrown({ statusCode: 413, code: 'FST_ERR_CTP_BODY_TOO_LARGE' }), 'payload_too_large'],
    ['an over-long parameter', thrown({ statusCode: 414 }), 'not_found'],
  ])('expects %s', (_what, error, code) => {
    expect(seen(error)).toEqual([code, false]);
  });

  it.each([
    ['Postgres is not there', { code: 'ECONNREFUSED' }],
    ['Postgres is starting', { code: '57P03', severity: 'FATAL' }],
    ['Postgres lets nobody in', { code: '55000', severity: 'FATAL' }],
    ['the connection broke', { message: 'Connection terminated unexpectedly' }],
    ['the connection had broken', { message: 'Client has encountered a connection error and is not queryable' }],
    ['the pool is exhausted', { message: 'timeout exceeded when trying to connect' }],
    ['Redis is not there', { message: 'Reached the max retries per request limit (which is 1).' }],
  ])('asks to come back when %s, and has it logged', (_what, properties) => {
    expect(seen(thrown(properties))).toEqual(['temporarily_unavailable', true]);
  });

  it.each<[string, unknown]>([
    ['a mistake of ours', new TypeError('x is undefined')],
    ['an error of a statement', thrown({ code: '55000', severity: 'ERROR' })],
    ['what is no error at all', 'oops'],
    ['nothing', undefined],
  ])('tells the caller nothing about %s, and has it logged', (_what, error) => {
    expect(seen(error)).toEqual(['internal_error', true]);
    expect(problemFrom(error).refusal.message).not.toContain('secret detail');
  });
});

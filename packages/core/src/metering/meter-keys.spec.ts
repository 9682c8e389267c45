import { batchKey, epochKey, idempotencyKey, pendingKey, quotaKey, rateKey, versionKey } from './meter-keys';
import { monthOf } from './period';

it('names all keys of a shard so that they share a hash slot', () => {
  const period = monthOf(new Date('2026-11-02T10:00:00Z'));
  expect([
    epochKey(7),
    versionKey(7, 'gpt_1'),
    rateKey(7, 'gpt_1', 'usr_1'),
    quotaKey(7, 'gpt_1', 'usr_1', period),
    idempotencyKey(7, 'gpt_1', 'usr_1', 'digest'),
    pendingKey(7),
    batchKey(7),
  ]).toEqual([
    '{m:007}:epoch',
    '{m:007}:v:gpt_1',
    '{m:007}:r:gpt_1:usr_1',
    '{m:007}:q:gpt_1:usr_1:2026-11',
    '{m:007}:i:gpt_1:usr_1:digest',
    '{m:007}:pending',
    '{m:007}:batch',
  ]);
});

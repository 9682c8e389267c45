import { createHash } from 'node:crypto';
import { checkClientSecret, type StoredClient } from './check-client-secret';

const now = new Date('2026-01-01T00:00:00Z');
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
const stored: StoredClient = {
  gptId: 'gpt_1',
  clientId: 'greeter',
  type: 'confidential',
  secrets: [
    { id: 'sec_old', secretHash: sha256('old'), expiresAt: new Date(now.getTime() + 1000) },
    { id: 'sec_new', secretHash: sha256('new'), expiresAt: null },
    { id: 'sec_gone', secretHash: sha256('gone'), expiresAt: now },
  ],
};
const post = (clientSecret: string, clientId = 'greeter') => ({ method: 'post', clientId, clientSecret }) as const;

describe('checkClientSecret', () => {
  it('takes both secrets while a rotation overlaps', () => {
    expect(checkClientSecret(post('new'), stored, now)).toMatchObject({
      kind: 'authenticated',
      client: { gptId: 'gpt_1' },
      secretId: 'sec_new',
    });
    expect(checkClientSecret(post('old'), stored, now)).toMatchObject({ kind: 'authenticated', secretId: 'sec_old' });
  });

  it('answers a wrong secret, an expired one, an unknown client and no secret in the same words', () => {
    const answers = [
      checkClientSecret(post('wrong'), stored, now),
      checkClientSecret(post(''), stored, now),
      checkClientSecret(post('gone'), stored, now),
      checkClientSecret(post('new'), null, now),
      checkClientSecret(post('new', 'other'), stored, now),
      checkClientSecret({ method: 'none', clientId: 'greeter' }, stored, now),
    ];
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ kind: 'refused', error: 'invalid_client' });
  });

  it('lets a public client in by its id alone, and not with a secret it cannot have', () => {
    const app: StoredClient = { ...stored, type: 'public', secrets: [] };
    expect(checkClientSecret({ method: 'none', clientId: 'greeter' }, app, now)).toMatchObject({
      kind: 'authenticated',
      secretId: null,
    });
    expect(checkClientSecret(post('x'), app, now)).toMatchObject({ kind: 'refused', error: 'invalid_client' });
  });
});

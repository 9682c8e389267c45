/**
 * The life of a signing key. `next` is published and does not sign yet, so that whoever keeps a copy of the key set knows it before it is
 * used. `current` signs. `previous` no longer signs and is still published, so that what it signed verifies until it expires. `retired` is not
 * published and its private half is gone; its public half stays, to recognise an ID token that comes back as a hint.
 */
export type SigningKeyState = 'next' | 'current' | 'previous' | 'retired';

export interface SigningKeyFacts {
  readonly id: string;
  readonly state: SigningKeyState;
  /** Published since. */
  readonly createdAt: Date;
  /** Signing since; null before. */
  readonly activatedAt: Date | null;
  /** No longer signing since; null before. */
  readonly supersededAt: Date | null;
}

/** How long a key signs. */
export const SIGNING_PERIOD_SECONDS = 30 * 86_400;
/** How long a key is published before it signs. Longer than anybody keeps a copy of the key set without looking again. */
export const NEXT_LEAD_SECONDS = 2 * 86_400;
/** How long a key is published after it signed. Longer than what it signed lives, with every copy of the key set and of the key itself. */
export const PREVIOUS_RETENTION_SECONDS = 2 * 86_400;
/** How long a copy of the published key set may be kept (`max-age`). */
export const KEY_SET_MAX_AGE_SECONDS = 3600;
/** How long an instance may go on with the key that it knows to be current. */
export const SIGNER_CACHE_SECONDS = 60;

/** One step of a rotation. `promote`: this key becomes current, and the one that was becomes previous. */
export type RotationStep =
  | { readonly kind: 'generate'; readonly state: 'current' | 'next' }
  | { readonly kind: 'promote'; readonly keyId: string }
  | { readonly kind: 'retire'; readonly keyId: string };

/**
 * What is due for the keys of one workspace and algorithm, in the order in which to do it; nothing when all is well. Idempotent: what it asks for, once done,
 * it does not ask for again at the same time. OpenID Connect Core 10.1.1 asks for this staging.
 */
export function decideRotation(keys: readonly SigningKeyFacts[], now: Date): readonly RotationStep[] {
  const age = (since: Date | null): number => (since === null ? 0 : (now.getTime() - since.getTime()) / 1000);
  const steps: RotationStep[] = keys
    .filter(({ state, supersededAt }) => state === 'previous' && age(supersededAt) >= PREVIOUS_RETENTION_SECONDS)
    .map(({ id }) => ({ kind: 'retire', keyId: id }));
  const current = keys.find(({ state }) => state === 'current');
  const next = keys.find(({ state }) => state === 'next');
  if (current === undefined) {
    // The first keys of a workspace: nobody has a copy of an earlier set, so the first one may sign at once.
    steps.push(next === undefined ? { kind: 'generate', state: 'current' } : { kind: 'promote', keyId: next.id });
    steps.push({ kind: 'generate', state: 'next' });
  } else if (next === undefined) {
    steps.push({ kind: 'generate', state: 'next' });
  } else if (age(current.activatedAt) >= SIGNING_PERIOD_SECONDS && age(next.createdAt) >= NEXT_LEAD_SECONDS) {
    steps.push({ kind: 'promote', keyId: next.id }, { kind: 'generate', state: 'next' });
  }
  return steps;
}

/**
 * The same when somebody asks for it now. Ordinarily the announced key takes over early, which verifiers do not notice as long as it was announced for
 * longer than they keep a copy of the set; null when it was not. When the keys may be in other hands, whoever read one could read those beside it, so
 * all go at once, the announced too: for as long as a verifier does not look again (an hour at most) it refuses what the new key signs, which is better than
 * to accept what a thief signs.
 */
export function decideRotationNow(
  keys: readonly SigningKeyFacts[],
  { compromised }: { readonly compromised: boolean },
  now: Date,
): readonly RotationStep[] | null {
  const living = keys.filter(({ state }) => state !== 'retired');
  if (compromised || !living.some(({ state }) => state === 'current')) {
    return [
      ...living.map(({ id }): RotationStep => ({ kind: 'retire', keyId: id })),
      { kind: 'generate', state: 'current' },
      { kind: 'generate', state: 'next' },
    ];
  }
  const next = living.find(({ state }) => state === 'next');
  const announcedSeconds = next === undefined ? 0 : (now.getTime() - next.createdAt.getTime()) / 1000;
  if (next === undefined || announcedSeconds < KEY_SET_MAX_AGE_SECONDS) return null;
  return [
    { kind: 'promote', keyId: next.id },
    { kind: 'generate', state: 'next' },
  ];
}

/** Whether a key of this state stands in the published key set. */
export function isPublished(state: SigningKeyState): boolean {
  return state !== 'retired';
}

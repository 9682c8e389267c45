import {
  type IdentityProvider,
  type LoginMethod,
  type ProviderAccount,
  type Recognition,
  recogniseByAccount,
  recogniseByEmail,
} from '@gatehouse/core';
import {
  accessTokenRepository,
  type FenceMarker,
  grantRepository,
  interactionRepository,
  newId,
  passkeyRepository,
  refreshTokenRepository,
  subscriberIdentityRepository,
  subscriberPasswordRepository,
  subscriberRepository,
  subscriberSessionRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';

/**
 * What the person proved: that mail to this address reaches them, that they know the password that its owner chose after proving it, that a provider knows
 * them, or that their device does.
 */
export type Proof =
  { readonly method: 'email_code' | 'email_link' | 'password'; readonly email: string } | AccountProof | PasskeyProof;

interface AccountProof {
  readonly method: Extract<LoginMethod, IdentityProvider>;
  readonly account: ProviderAccount;
}

/** They used a passkey of this subscriber's. */
interface PasskeyProof {
  readonly method: 'passkey';
  readonly subscriberId: string;
}

export type Recognised =
  | { readonly kind: 'person'; readonly subscriberId: string; readonly isNew: boolean }
  | { readonly kind: 'refused'; readonly reason: Extract<Recognition, { kind: 'refuse' }>['reason'] };

/**
 * Finds or creates the subscriber to whom the proof belongs (rules: `recogniseByAccount`, `recogniseByEmail`), within the caller's transaction.
 * Two first sign-ins at once end in one subscriber: who comes second finds the rows of the first.
 */
export async function recognise(tx: WorkspaceTransaction, proof: Proof, now: Date, mark: FenceMarker): Promise<Recognised> {
  const recognition = await consult(tx, proof);
  switch (recognition.kind) {
    case 'refuse':
      return { kind: 'refused', reason: recognition.reason };
    case 'create': {
      if ('subscriberId' in proof) throw new Error('a passkey belongs to nobody');
      const created = await create(tx, proof, now);
      return created === null ? recognise(tx, proof, now, mark) : { kind: 'person', subscriberId: created, isNew: true };
    }
    case 'claim':
      await endHoldOf(tx, recognition.id, now, mark);
      await subscriberRepository.update(tx, recognition.id, { emailVerified: true, name: null });
      break;
    case 'link':
    case 'known':
      break;
  }
  if (recognition.kind !== 'known' && !(await link(tx, recognition.id, proof, now))) return recognise(tx, proof, now, mark);
  const name = nameFrom(proof);
  await subscriberRepository.update(tx, recognition.id, {
    signInMethod: proof.method,
    lastSeenAt: now,
    ...(name === null ? {} : { name }),
  });
  return { kind: 'person', subscriberId: recognition.id, isNew: false };
}

async function consult(tx: WorkspaceTransaction, proof: Proof): Promise<Recognition> {
  if ('subscriberId' in proof) return { kind: 'known', id: proof.subscriberId };
  if (!('account' in proof)) return recogniseByEmail(await subscriberRepository.findByEmail(tx, proof.email));
  const { account, method: provider } = proof;
  const bySubject = await subscriberIdentityRepository.find(tx, provider, account.subject);
  const byEmail = account.email === null ? null : await subscriberRepository.findByEmail(tx, account.email);
  const linked = byEmail === null ? [] : await subscriberIdentityRepository.listOf(tx, byEmail.id);
  const linkedSubject = linked.find((identity) => identity.provider === provider)?.subject ?? null;
  return recogniseByAccount(
    account,
    bySubject === null ? null : { id: bySubject.subscriberId },
    byEmail === null ? null : { ...byEmail, linkedSubject },
  );
}

/** @returns null when somebody with this address or this account appeared in between. */
async function create(tx: WorkspaceTransaction, proof: Exclude<Proof, PasskeyProof>, now: Date): Promise<string | null> {
  const id = newId('usr');
  const email = 'account' in proof ? proof.account.email : proof.email;
  if (email === null) throw new Error('a subscriber without an address was to be created');
  const inserted = await subscriberRepository.insertUnlessTaken(tx, {
    id,
    email,
    emailVerified: true,
    name: nameFrom(proof),
    signInMethod: proof.method,
    firstSeenAt: now,
    lastSeenAt: now,
    blockedAt: null,
  });
  if (!inserted) return null;
  if (await link(tx, id, proof, now)) return id;
  await subscriberRepository.delete(tx, id);
  return null;
}

/** @returns false when the account was linked elsewhere in between. */
async function link(tx: WorkspaceTransaction, subscriberId: string, proof: Proof, now: Date): Promise<boolean> {
  if (!('account' in proof)) return true;
  const { method: provider, account } = proof;
  const identity = { id: newId('idn'), subscriberId, provider, subject: account.subject, linkedAt: now };
  return subscriberIdentityRepository.insertUnlessTaken(tx, identity);
}

/** Whoever had the address without having proved it loses everything that hung from it, on the next call. */
async function endHoldOf(tx: WorkspaceTransaction, subscriberId: string, now: Date, mark: FenceMarker): Promise<void> {
  await mark.subscriber(tx.workspaceId, subscriberId);
  await subscriberSessionRepository.deleteAllOf(tx, subscriberId);
  await subscriberIdentityRepository.deleteAllOf(tx, subscriberId);
  await passkeyRepository.deleteAllOf(tx, subscriberId);
  await subscriberPasswordRepository.delete(tx, subscriberId);
  // A consent page that they left open would otherwise still let them answer as this person.
  await interactionRepository.clearSubscriber(tx, subscriberId);
  for (const grant of await grantRepository.listLiveOf(tx, subscriberId)) {
    await refreshTokenRepository.revokeOfGrant(tx, grant.id, now);
    await accessTokenRepository.revokeOfGrant(tx, grant.id, now);
    await grantRepository.revoke(tx, grant.id, now);
  }
}

function nameFrom(proof: Proof): string | null {
  return 'account' in proof && proof.account.name !== null ? storableName(proof.account.name) : null;
}

/** Providers let people name themselves freely; Postgres takes no zero byte, and a list shows no novel. */
function storableName(name: string): string | null {
  const plain = name
    .replace(/[\u0000-\u001f\u007f]/g, ' ')
    .trim()
    .toWellFormed();
  return [...plain].slice(0, 200).join('') || null;
}

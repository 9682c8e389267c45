import { type Recognition, recogniseByEmail, recogniseByGoogle } from '@gatehouse/core';
import {
  accessTokenRepository,
  type FenceMarker,
  grantRepository,
  interactionRepository,
  newId,
  refreshTokenRepository,
  subscriberRepository,
  subscriberSessionRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import type { GoogleAccount } from '../../edge/strategies/google.strategy';

/** What the person proved: that mail to this address reaches them, or that Google knows them. */
export type Proof =
  { readonly method: 'email_code'; readonly email: string } | { readonly method: 'google'; readonly account: GoogleAccount };

export type Recognised =
  | { readonly kind: 'person'; readonly subscriberId: string }
  | { readonly kind: 'refused'; readonly reason: Extract<Recognition, { kind: 'refuse' }>['reason'] };

/**
 * Finds or creates the subscriber to whom the proof belongs (rules: `recogniseByGoogle`, `recogniseByEmail`), within the caller's transaction.
 * Two first sign-ins at once end in one subscriber: who comes second finds the row of the first.
 */
export async function recognise(tx: WorkspaceTransaction, proof: Proof, now: Date, mark: FenceMarker): Promise<Recognised> {
  const recognition = await consult(tx, proof);
  switch (recognition.kind) {
    case 'refuse':
      return { kind: 'refused', reason: recognition.reason };
    case 'create': {
      const created = await create(tx, proof, now);
      return created === null ? recognise(tx, proof, now, mark) : { kind: 'person', subscriberId: created };
    }
    case 'claim':
      await endHoldOf(tx, recognition.id, now, mark);
      await subscriberRepository.update(tx, recognition.id, { emailVerified: true, name: null, googleSubject: null });
      break;
    case 'link':
    case 'known':
      break;
  }
  await subscriberRepository.update(tx, recognition.id, {
    signInMethod: proof.method,
    lastSeenAt: now,
    ...(proof.method === 'google' ? { googleSubject: proof.account.subject } : {}),
    ...(proof.method === 'google' && proof.account.name !== null ? { name: storableName(proof.account.name) } : {}),
  });
  return { kind: 'person', subscriberId: recognition.id };
}

async function consult(tx: WorkspaceTransaction, proof: Proof): Promise<Recognition> {
  if (proof.method === 'email_code') return recogniseByEmail(await subscriberRepository.findByEmail(tx, proof.email));
  const { account } = proof;
  const bySubject = await subscriberRepository.findByGoogleSubject(tx, account.subject);
  const byEmail = account.email === null ? null : await subscriberRepository.findByEmail(tx, account.email);
  return recogniseByGoogle(account, bySubject, byEmail);
}

/** @returns null when somebody with this address or Google account appeared in between. */
async function create(tx: WorkspaceTransaction, proof: Proof, now: Date): Promise<string | null> {
  const id = newId('usr');
  const email = proof.method === 'google' ? proof.account.email : proof.email;
  if (email === null) throw new Error('a subscriber without an address was to be created');
  const inserted = await subscriberRepository.insertUnlessTaken(tx, {
    id,
    email,
    emailVerified: true,
    name: proof.method === 'google' && proof.account.name !== null ? storableName(proof.account.name) : null,
    googleSubject: proof.method === 'google' ? proof.account.subject : null,
    signInMethod: proof.method,
    firstSeenAt: now,
    lastSeenAt: now,
    blockedAt: null,
  });
  return inserted ? id : null;
}

/** Whoever had the address without having proved it loses everything that hung from it, on the next call. */
async function endHoldOf(tx: WorkspaceTransaction, subscriberId: string, now: Date, mark: FenceMarker): Promise<void> {
  await mark.subscriber(tx.workspaceId, subscriberId);
  await subscriberSessionRepository.deleteAllOf(tx, subscriberId);
  // A consent page that they left open would otherwise still let them answer as this person.
  await interactionRepository.clearSubscriber(tx, subscriberId);
  for (const grant of await grantRepository.listLiveOf(tx, subscriberId)) {
    await refreshTokenRepository.revokeOfGrant(tx, grant.id, now);
    await accessTokenRepository.revokeOfGrant(tx, grant.id, now);
    await grantRepository.revoke(tx, grant.id, now);
  }
}

/** Google lets people name themselves freely; Postgres takes no zero byte, and a list shows no novel. */
function storableName(name: string): string | null {
  const plain = name
    .replace(/[\u0000-\u001f\u007f]/g, ' ')
    .trim()
    .toWellFormed();
  return [...plain].slice(0, 200).join('') || null;
}

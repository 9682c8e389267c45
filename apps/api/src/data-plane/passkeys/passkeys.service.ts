import { type AuditAction, authenticatorName, type Clock } from '@gatehouse/core';
import {
  newId,
  passkeyChallengeRepository,
  passkeyRepository,
  type PasskeyRow,
  type SubscriberRow,
  subscriberRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { CLOCK } from '../../edge/tokens';
import { recordSubscriberEvent } from '../sign-in/subscriber-events';
import { readCredential } from './read-credential';
import type { RelyingParty } from './relying-party';

/** Time for finding the phone or the key; the browser gives up at the same moment. */
const CHALLENGE_SECONDS = 300;
/** Nobody has more devices; it keeps the list of those to exclude short. */
const MAX_PASSKEYS = 20;

/** For whom a passkey is made, and what the ceremony hangs from: one sign-in under way, or one session. */
export interface Registrant {
  readonly subscriber: Pick<SubscriberRow, 'id' | 'email' | 'name'>;
  readonly boundTo: string;
}

export type Registration = 'registered' | 'refused' | 'too_many';

/**
 * Passkeys of subscribers (WebAuthn Level 3, by @simplewebauthn/server). A passkey stands for a whole sign-in, so the device has to have seen its
 * owner (PIN, finger, face: user verification required), and it names its owner (discoverable). Challenges are kept in Postgres, for one
 * ceremony of one sign-in or session, and are gone with the first answer.
 */
@Injectable()
export class Passkeys {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** What `navigator.credentials.create` is to be called with, as JSON. */
  async registrationOptions(tx: WorkspaceTransaction, party: RelyingParty, registrant: Registrant): Promise<string> {
    const { id, email, name } = registrant.subscriber;
    const known = await passkeyRepository.listOf(tx, id);
    const options = await generateRegistrationOptions({
      rpID: party.id,
      rpName: party.name,
      // Every workspace of the service is at the same host: the name of this one tells its passkeys apart in the device's list.
      userName: `${email} (${party.name})`,
      userDisplayName: name ?? email,
      userID: new TextEncoder().encode(id),
      timeout: CHALLENGE_SECONDS * 1000,
      attestationType: 'none',
      excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    await this.keepChallenge(tx, 'register', boundFor(registrant), options.challenge);
    return JSON.stringify(options);
  }

  /** Takes the browser's answer. The challenge is used up, whatever it says. */
  async register(tx: WorkspaceTransaction, party: RelyingParty, registrant: Registrant, answer: string): Promise<Registration> {
    const challenge = await this.takeChallenge(tx, 'register', boundFor(registrant));
    const response = readCredential(answer) as RegistrationResponseJSON | null;
    if (challenge === null || response === null) return 'refused';
    const verified = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
    }).catch(() => null);
    if (verified?.verified !== true) return 'refused';
    const { id: subscriberId } = registrant.subscriber;
    if ((await passkeyRepository.listOf(tx, subscriberId)).length >= MAX_PASSKEYS) return 'too_many';
    const { credential, credentialBackedUp, aaguid } = verified.registrationInfo;
    const now = this.clock.now();
    const passkey = {
      id: newId('pky'),
      subscriberId,
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      counter: String(credential.counter),
      transports: (credential.transports ?? []).slice(0, 10).map((transport) => String(transport).slice(0, 30)),
      backedUp: credentialBackedUp,
      rpId: party.id,
      name: authenticatorName(aaguid),
      createdAt: now,
      lastUsedAt: null,
    };
    if (!(await passkeyRepository.insertUnlessTaken(tx, passkey))) return 'refused';
    await subscriberRepository.update(tx, subscriberId, { passkeyOfferedAt: now });
    await this.record(tx, 'subscriber.passkey_added', subscriberId);
    return 'registered';
  }

  /** What `navigator.credentials.get` is to be called with, as JSON. It names no passkey: the person's device knows which it has. */
  async signInOptions(tx: WorkspaceTransaction, party: RelyingParty, boundTo: string): Promise<string> {
    const options = await generateAuthenticationOptions({
      rpID: party.id,
      timeout: CHALLENGE_SECONDS * 1000,
      userVerification: 'required',
    });
    await this.keepChallenge(tx, 'sign_in', boundTo, options.challenge);
    return JSON.stringify(options);
  }

  /**
   * Whose passkey answered. The challenge is used up, whatever the answer says.
   * @returns `unknown`: genuine perhaps, and of nobody here (removed, or another workspace's); `refused`: it proves nothing
   */
  async recognise(
    tx: WorkspaceTransaction,
    party: RelyingParty,
    boundTo: string,
    answer: string,
  ): Promise<{ kind: 'right'; subscriberId: string } | { kind: 'unknown' | 'refused' }> {
    const challenge = await this.takeChallenge(tx, 'sign_in', boundTo);
    const response = readCredential(answer) as AuthenticationResponseJSON | null;
    if (challenge === null || response === null) return { kind: 'refused' };
    const passkey = await passkeyRepository.findByCredential(tx, response.id);
    if (passkey === null || passkey.rpId !== party.id) return { kind: 'unknown' };
    if (!namesOwner(response, passkey)) return { kind: 'refused' };
    const verified = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      // It refuses a count that did not grow: the sign of a copied key.
      credential: { id: passkey.credentialId, publicKey: Uint8Array.from(passkey.publicKey), counter: Number(passkey.counter) },
    }).catch(() => null);
    if (verified?.verified !== true) return { kind: 'refused' };
    const { newCounter, credentialBackedUp } = verified.authenticationInfo;
    const use = { counter: String(newCounter), backedUp: credentialBackedUp, lastUsedAt: this.clock.now() };
    await passkeyRepository.recordUse(tx, passkey.id, use);
    return { kind: 'right', subscriberId: passkey.subscriberId };
  }

  list(tx: WorkspaceTransaction, subscriberId: string): Promise<PasskeyRow[]> {
    return passkeyRepository.listOf(tx, subscriberId);
  }

  /** @returns false when this subscriber has no such passkey */
  async remove(tx: WorkspaceTransaction, subscriberId: string, id: string): Promise<boolean> {
    if (!(await passkeyRepository.delete(tx, subscriberId, id))) return false;
    await this.record(tx, 'subscriber.passkey_removed', subscriberId);
    return true;
  }

  private keepChallenge(
    tx: WorkspaceTransaction,
    ceremony: 'register' | 'sign_in',
    boundTo: string,
    challenge: string,
  ): Promise<void> {
    const expiresAt = new Date(this.clock.now().getTime() + CHALLENGE_SECONDS * 1000);
    return passkeyChallengeRepository.put(tx, { id: newId('pkc'), ceremony, boundTo, challenge, expiresAt });
  }

  private takeChallenge(tx: WorkspaceTransaction, ceremony: 'register' | 'sign_in', boundTo: string): Promise<string | null> {
    return passkeyChallengeRepository.take(tx, boundTo, ceremony, this.clock.now());
  }

  /** By the person's id alone, as all that is told of subscribers (ADR 0014). */
  private record(tx: WorkspaceTransaction, action: AuditAction, subscriberId: string): Promise<void> {
    return recordSubscriberEvent(tx, this.clock.now(), { action, subscriberId, by: 'subscriber' });
  }
}

/** To the person too: in another tab somebody else may have signed in within the same sign-in since, and the device made the passkey for the former. */
const boundFor = ({ boundTo, subscriber }: Registrant): string => `${boundTo} ${subscriber.id}`;

/** A discoverable credential says for whom it was made; it has to be whom we have it for. */
function namesOwner({ response }: AuthenticationResponseJSON, passkey: PasskeyRow): boolean {
  return (
    typeof response.userHandle === 'string' &&
    Buffer.from(response.userHandle, 'base64url').toString('utf8') === passkey.subscriberId
  );
}

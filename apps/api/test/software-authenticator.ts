import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

interface Kept {
  readonly id: Buffer;
  readonly rpId: string;
  readonly userHandle: string;
  readonly privateKey: KeyObject;
  counter: number;
}

/** What a ceremony may do otherwise than an honest browser would. */
export interface Deviation {
  /** Where the browser says that it was. */
  readonly origin?: string;
  /** Whether the device saw its owner. */
  readonly userVerified?: boolean;
  /** The count that the device states, instead of one more than last time. */
  readonly counter?: number;
  readonly userHandle?: string;
}

const sha256 = (data: Buffer | string): Buffer => createHash('sha256').update(data).digest();
const base64url = (data: Buffer | string): string => Buffer.from(data).toString('base64url');

/** A device that keeps passkeys, and the browser before it: answers as `PublicKeyCredential.toJSON` does (WebAuthn Level 3, 5.1, 6.1, 6.5). */
export class SoftwareAuthenticator {
  private readonly passkeys: Kept[] = [];

  constructor(private readonly origin = 'http://gatehouse.test') {}

  create(optionsJson: string, deviation: Deviation = {}): string {
    const options = JSON.parse(optionsJson) as { challenge: string; rp: { id: string }; user: { id: string } };
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const passkey = { id: randomBytes(32), rpId: options.rp.id, userHandle: options.user.id, privateKey, counter: 0 };
    this.passkeys.push(passkey);
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const coseKey = Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(y, 'base64url'),
    ]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(passkey.id.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, passkey.id, coseKey]);
    const authData = this.authenticatorData(passkey, deviation, attested);
    const size = Buffer.alloc(2);
    size.writeUInt16BE(authData.length);
    // CBOR: {fmt: "none", attStmt: {}, authData}
    const head = Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex');
    return this.credential(passkey, {
      clientDataJSON: this.clientData('webauthn.create', options.challenge, deviation),
      attestationObject: base64url(Buffer.concat([head, size, authData])),
      transports: ['internal'],
    });
  }

  /** Answers with the passkey that was made last for that host. */
  get(optionsJson: string, deviation: Deviation = {}): string {
    const options = JSON.parse(optionsJson) as { challenge: string; rpId: string };
    const passkey = this.passkeys.findLast(({ rpId }) => rpId === options.rpId);
    if (passkey === undefined) throw new Error(`this device has no passkey for ${options.rpId}`);
    const authData = this.authenticatorData(passkey, deviation);
    const clientDataJSON = this.clientData('webauthn.get', options.challenge, deviation);
    const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
    return this.credential(passkey, {
      clientDataJSON,
      authenticatorData: base64url(authData),
      signature: base64url(sign('sha256', signed, passkey.privateKey)),
      userHandle: deviation.userHandle ?? passkey.userHandle,
    });
  }

  private authenticatorData(passkey: Kept, { userVerified = true, counter }: Deviation, attested?: Buffer): Buffer {
    passkey.counter = counter ?? passkey.counter + 1;
    const flags = 0x01 | (userVerified ? 0x04 : 0) | (attested === undefined ? 0 : 0x40);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(passkey.counter);
    return Buffer.concat([sha256(passkey.rpId), Buffer.from([flags]), count, ...(attested === undefined ? [] : [attested])]);
  }

  private clientData(type: string, challenge: string, { origin = this.origin }: Deviation): string {
    return base64url(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  private credential(passkey: Kept, response: object): string {
    const id = base64url(passkey.id);
    return JSON.stringify({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} });
  }
}

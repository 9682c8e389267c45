import { Vault } from '@gatehouse/platform';

const PURPOSE = 'stripe connect';
/** Long enough to open an account at Stripe on the way. */
const VALID_MS = 3_600_000;

/** Who went to Stripe, and for which workspace. */
export interface ConnectState {
  readonly memberId: string;
  readonly workspaceId: string;
  readonly slug: string;
}

/** What comes back from Stripe together with the code: signed, for one member and one workspace, for an hour. */
export function writeConnectState(vault: Vault, state: ConnectState, now: Date): string {
  const payload = Buffer.from(JSON.stringify({ ...state, until: now.getTime() + VALID_MS }), 'utf8').toString('base64url');
  return `${payload}.${vault.mac(PURPOSE, payload).toString('base64url')}`;
}

/** @returns null for a state that is not ours, was altered, or is too old */
export function readConnectState(vault: Vault, text: unknown, now: Date): ConnectState | null {
  const [payload, mac, ...rest] = typeof text === 'string' && text.length < 2_000 ? text.split('.') : [];
  if (payload === undefined || mac === undefined || rest.length > 0) return null;
  if (!vault.verifyMac(PURPOSE, payload, Buffer.from(mac, 'base64url'))) return null;
  const { until, ...state } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as ConnectState & { until: number };
  return now.getTime() < until ? state : null;
}

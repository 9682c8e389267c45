import { sha256, STRIPE_METADATA, type StripeAccess, underKey } from '@gatehouse/platform';

type Sessions = StripeAccess['client']['checkout']['sessions'];
export type CheckoutParams = NonNullable<Parameters<Sessions['create']>[0]>;
type Session = Awaited<ReturnType<Sessions['list']>>['data'][number];

/** A sign-in lasts for an hour: whoever pays soon comes back into it. Stripe wants half an hour at least, by its own clock, which its answers tell. */
const LIFE_MS = 35 * 60_000;
/** Two clicks at once ask for the very same end. */
const STEP_MS = 5 * 60_000;
/** One that ends sooner is not given out again. */
const LEFT_MS = 10 * 60_000;

/**
 * Opens the one Checkout in which a customer can pay for a place on a GPT, and ends those that others of their tabs left open: two that are both
 * paid would be two subscriptions for one place. Whoever asks for the same again gets the same one, and the others end then too: Stripe may have been away before.
 * @param isBought whether the customer has the place already. Asked after the Checkouts were listed: what is paid from then on is found among them
 * @returns the address at Stripe; null when one of the others was paid meanwhile, or the place was bought before, and there is nothing more to buy
 * @throws what Stripe throws
 */
export async function openOnlyCheckout(
  { client, options }: StripeAccess,
  customer: string,
  gptId: string,
  wanted: CheckoutParams,
  isBought: () => Promise<boolean>,
): Promise<string | null> {
  const { sessions } = client.checkout;
  const fingerprint = sha256(JSON.stringify(wanted)).toString('hex');
  const list = async (): Promise<{ found: Session[]; at: number }> => {
    const { data, lastResponse } = await sessions.list({ customer, limit: 100 }, options);
    const found = data.filter(({ metadata }) => metadata?.[STRIPE_METADATA.gpt] === gptId);
    return { found, at: Date.parse(lastResponse.headers['date'] ?? '') };
  };

  const { found: before, at: now } = await list();
  if (await isBought()) return null;
  const same = before.find(
    ({ status, metadata, expires_at: end }) =>
      status === 'open' && metadata?.[STRIPE_METADATA.checkout] === fingerprint && !(end * 1_000 < now + LEFT_MS),
  );
  const open = async (): Promise<Session> => {
    // Two clicks at once find the same ones before theirs, and so ask under the same key.
    const end = (Math.ceil((now + LIFE_MS) / STEP_MS) * STEP_MS) / 1_000;
    const ends = Number.isNaN(end) ? {} : { expires_at: end };
    const key = `checkout-${fingerprint}-${end}-${before[0]?.id ?? 'first'}-${before[0]?.status ?? ''}`;
    const metadata = { ...wanted.metadata, [STRIPE_METADATA.checkout]: fingerprint };
    return underKey(key, (idempotencyKey) => sessions.create({ ...wanted, ...ends, metadata }, { ...options, idempotencyKey }));
  };
  const theirs = same ?? (await open());
  if (theirs.url === null) throw new Error('Stripe opened a Checkout without an address');

  // Looked for after it was opened: of two different ones at once neither is overlooked, though both may end.
  const expire = ({ id }: Pick<Session, 'id'>) => sessions.expire(id, {}, options).then(() => true, isOver);
  let { found: listed } = await list();
  const others = listed.filter(({ id, status }) => id !== theirs.id && status === 'open');
  if ((await Promise.all(others.map(expire))).includes(false)) ({ found: listed } = await list());
  const wasPaid = ({ id, status }: Session) =>
    status === 'complete' && !before.some((one) => one.id === id && one.status === status);
  if (!listed.some(wasPaid)) return theirs.url;
  await expire(theirs);
  return null;
}

/** Of one that could not be ended: it was paid, or ended by another, a moment ago. @throws what else Stripe throws */
function isOver(error: unknown): false {
  if (error instanceof Error && 'statusCode' in error && error.statusCode === 400) return false;
  throw error;
}

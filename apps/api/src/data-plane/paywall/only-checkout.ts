import { sha256, STRIPE_METADATA, type StripeAccess } from '@gatehouse/platform';

type Sessions = StripeAccess['client']['checkout']['sessions'];
export type CheckoutParams = NonNullable<Parameters<Sessions['create']>[0]>;
type Session = Awaited<ReturnType<Sessions['list']>>['data'][number];

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
  const list = async (): Promise<Session[]> => {
    const { data } = await sessions.list({ customer, limit: 100 }, options);
    return data.filter(({ metadata }) => metadata?.[STRIPE_METADATA.gpt] === gptId);
  };

  const before = await list();
  if (await isBought()) return null;
  const same = before.find(({ status, metadata }) => status === 'open' && metadata?.[STRIPE_METADATA.checkout] === fingerprint);
  const open = async (): Promise<Session> => {
    // Two clicks at once find the same ones before theirs, and so ask under the same key.
    const idempotencyKey = `checkout-${fingerprint}-${before[0]?.id ?? 'first'}-${before[0]?.status ?? ''}`;
    const metadata = { ...wanted.metadata, [STRIPE_METADATA.checkout]: fingerprint };
    return sessions.create({ ...wanted, metadata }, { ...options, idempotencyKey });
  };
  const theirs = same ?? (await open());
  if (theirs.url === null) throw new Error('Stripe opened a Checkout without an address');

  // Looked for after it was opened: of two different ones at once neither is overlooked, though both may end.
  const expire = ({ id }: Pick<Session, 'id'>) => sessions.expire(id, {}, options).then(() => true, isOver);
  let now = await list();
  const others = now.filter(({ id, status }) => id !== theirs.id && status === 'open');
  if ((await Promise.all(others.map(expire))).includes(false)) now = await list();
  const wasPaid = ({ id, status }: Session) =>
    status === 'complete' && !before.some((one) => one.id === id && one.status === status);
  if (!now.some(wasPaid)) return theirs.url;
  await expire(theirs);
  return null;
}

/** Of one that could not be ended: it was paid, or ended by another, a moment ago. @throws what else Stripe throws */
function isOver(error: unknown): false {
  if (error instanceof Error && 'statusCode' in error && error.statusCode === 400) return false;
  throw error;
}

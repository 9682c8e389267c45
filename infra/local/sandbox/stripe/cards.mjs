/** Test cards, by the numbers that Stripe gives them, and what becomes of a charge. */
export const testCards = [
  { number: '4242424242424242', label: 'Succeeds', brand: 'visa' },
  { number: '4000000000000002', label: 'Is declined', brand: 'visa', decline: 'generic_decline' },
  { number: '4000000000009995', label: 'Has too little money', brand: 'visa', decline: 'insufficient_funds' },
  { number: '4000000000000069', label: 'Has expired', brand: 'visa', decline: 'expired_card' },
  {
    number: '4000000000000341',
    label: 'Succeeds now, is declined at every renewal',
    brand: 'visa',
    declineLater: 'generic_decline',
  },
  { number: '4000002500003155', label: 'Asks for 3-D Secure', brand: 'visa', authenticate: true },
];

export const cardByNumber = (number) => testCards.find((card) => card.number === number.replace(/\D/g, '')) ?? null;

const messages = {
  generic_decline: 'Your card was declined.',
  insufficient_funds: 'Your card has insufficient funds.',
  expired_card: 'Your card has expired.',
};

/** @returns {{code: string, decline_code: string, message: string} | null} null when the charge succeeds. */
export function chargeFailure(card, { isFirst }) {
  const reason = card.decline ?? (isFirst ? undefined : card.declineLater);
  if (reason === undefined) return null;
  return { code: reason === 'expired_card' ? 'expired_card' : 'card_declined', decline_code: reason, message: messages[reason] };
}

import type { AnyTransaction } from '../transaction';

/** Numbers of readings at Stripe. Drawn before a reading begins, so that of two the one with the higher number is the newer. */
export const stripeReadingRepository = {
  async drawNumber(tx: AnyTransaction): Promise<number> {
    const [row] = await tx.manager.query<{ number: string }[]>(`SELECT nextval('stripe_readings') AS number`);
    return Number(row?.number);
  },
};

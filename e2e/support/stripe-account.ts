/** An account at the sandbox's Stripe, whose clock can be moved. */
export class StripeAccount {
  constructor(
    private readonly origin: string,
    private readonly id: string,
  ) {}

  /** Moves the account's clock, and has all done that falls due until then. Its events are on their way when this resolves. */
  async forward(days: number): Promise<void> {
    const response = await fetch(`${this.origin}/dev/stripe/accounts/${this.id}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: this.origin },
      body: new URLSearchParams({ do: 'advance', seconds: String(days * 86_400) }),
    });
    if (response.status >= 400) throw new Error(`The clock was not moved: ${response.status} ${await response.text()}`);
  }
}

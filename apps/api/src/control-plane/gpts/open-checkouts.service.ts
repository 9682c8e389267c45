import { expireCheckouts, faultForLog, type Logger, type PlaceSync, STRIPE_METADATA } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, PLACE_SYNC } from '../../edge/tokens';

/** The Checkouts in which people stand at this moment. */
@Injectable()
export class OpenCheckouts {
  constructor(
    @Inject(PLACE_SYNC) private readonly places: PlaceSync | null,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Nobody pays for a GPT that is gone. @throws nothing: what is paid there all the same is given back (`UnservedPurchases`) */
  async endOf(workspaceId: string, gptId: string): Promise<void> {
    try {
      const access = (await this.places?.accessOf(workspaceId)) ?? null;
      if (access !== null) await expireCheckouts(access, { isOurs: (notes) => notes[STRIPE_METADATA.gpt] === gptId });
    } catch (error) {
      this.logger.warn({ workspace: workspaceId, gpt: gptId, error: faultForLog(error) }, 'a Checkout may still be open');
    }
  }
}

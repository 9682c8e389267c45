import { AppError, type TokenErrorCode, type TokenRefusal } from '@gatehouse/core';
import type { Logger } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Allowance, Throttle } from '../../edge/throttle/throttle.service';
import { LOGGER } from '../../edge/tokens';
import type { Tenant } from '../tenants/tenants.service';
import { type TokenAnswer, trouble } from './token-answer';

/** Failures that one source may have for one client. A client that refreshes or redeems too often at once is clumsy, not guessing: it gets more. */
const FAILURES: Partial<Record<TokenErrorCode, Allowance>> = {
  invalid_client: { name: 'token-secret-guess', points: 60, seconds: 60, volatile: true },
  invalid_grant: { name: 'token-grant-guess', points: 300, seconds: 60, volatile: true },
};

/**
 * Throttles guessing at the token endpoint. Only refusals are counted, and only for the client that they named: what is right always passes,
 * because all of ChatGPT comes from few addresses, and anybody can have it send a wrong secret for a client id, which people see. Nothing is
 * lost by that, as nobody guesses 256 bits; it keeps a misconfigured client from being answered without end.
 */
@Injectable()
export class GuessLimits {
  constructor(
    private readonly throttle: Throttle,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @returns the answer that says to wait, or null when the refusal may be told. */
  async tooMany(tenant: Tenant, clientId: string, source: string, refusal: TokenRefusal): Promise<TokenAnswer | null> {
    const allowance = FAILURES[refusal.error];
    if (allowance === undefined) return null;
    try {
      await this.throttle.spend([{ allowance, of: `${tenant.id} ${clientId} ${source}` }]);
      return null;
    } catch (error) {
      if (error instanceof AppError && error.code === 'too_many_attempts') {
        const headers = { 'retry-after': String(error.retryAfterSeconds ?? 1) };
        return trouble(429, 'temporarily_unavailable', 'Too many failed requests; wait and try again.', headers);
      }
      // The refusal stands whether or not it could be counted.
      this.logger.warn({ error: error instanceof Error ? error.message : 'unknown' }, 'a refusal was not counted');
      return null;
    }
  }
}

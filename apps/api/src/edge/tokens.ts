/**
 * Names under which Nest's container holds what is no class of ours. Inject with `@Inject(CLOCK) private readonly clock: Clock`.
 * Classes (`Database`, `Vault`, `MailQueue`) are injected by their own name.
 */
export const CONFIG = Symbol('Config');
export const CLOCK = Symbol('Clock');
export const RANDOM = Symbol('Random');
export const REDIS = Symbol('Redis');
/** `StripeAccounts`, or null where nothing can be sold. */
export const STRIPE = Symbol('Stripe');
/** `PlaceSync`, or null where nothing can be sold. */
export const PLACE_SYNC = Symbol('PlaceSync');
export const LOGGER = Symbol('Logger');

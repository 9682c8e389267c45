/** Injection tokens of what has no class of its own. */
export const CONFIG = Symbol('CONFIG');
export const LOGGER = Symbol('LOGGER');
export const CLOCK = Symbol('CLOCK');
export const REDIS = Symbol('REDIS');
/** `PlaceSync`, or null where nothing can be sold. */
export const PLACE_SYNC = Symbol('PLACE_SYNC');

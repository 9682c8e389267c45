import { ACCOUNT_KEY } from '../account-key';

const YEARLY = (tier: string): string =>
  `${tier}.price_amount::bigint * CASE ${tier}.price_interval WHEN 'month' THEN 12 ELSE 1 END`;

/** Whether one tier costs more in a month than another, as `isDearer` in core has it. */
export const isDearer = (one: string, other: string): string => `(${one}.price_amount IS NOT NULL AND (
    ${other}.price_amount IS NULL OR (${one}.price_currency = ${other}.price_currency AND ${YEARLY(one)} > ${YEARLY(other)})))`;

/** Whether a standing place `p` goes before what was given on top of it: the same tier, or what was bought and is worth no less. */
const KEPT = `(p.comp_tier_id = p.tier_id OR p.stripe_subscription_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM tiers given JOIN tiers own ON own.workspace_id = given.workspace_id AND own.gpt_id = given.gpt_id AND own.id = p.tier_id
     WHERE given.workspace_id = p.workspace_id AND given.gpt_id = p.gpt_id AND given.id = p.comp_tier_id AND ${isDearer('given', 'own')}))`;

/**
 * What of a place `p` holds at a moment, as `placeInEffect` in core has it: joins that name it `e`.
 * @param now the parameter that holds the moment
 */
export const placeInEffect = (now: string): string => `
  CROSS JOIN LATERAL (SELECT p.id IS NOT NULL AND (p.served_until IS NULL OR p.served_until > ${now}) AS standing) es
  CROSS JOIN LATERAL (SELECT p.comp_tier_id IS NOT NULL AND (p.comped_until IS NULL OR p.comped_until > ${now})
                             AND NOT (es.standing AND ${KEPT}) AS comped) ec
  CROSS JOIN LATERAL (SELECT es.standing OR ec.comped AS served, ec.comped, es.standing AND NOT ec.comped AS standing,
                             CASE WHEN ec.comped THEN p.comp_tier_id ELSE p.tier_id END AS tier_id,
                             CASE WHEN ec.comped THEN 'comped' ELSE p.status END AS status,
                             CASE WHEN ec.comped THEN p.comped_until ELSE p.served_until END AS until) e`;

/** How the creator tells places apart. Of several places of one person the first in this order. */
export const STANDINGS = ['past_due', 'paying', 'trialing', 'comped', 'canceled', 'free'] as const;
export type Standing = (typeof STANDINGS)[number];

/** Whether place `p` was bought through the account that is connected now. Of any other nothing is heard. */
export const IS_REACHABLE = `(p.stripe_subscription_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM stripe_connections c WHERE c.workspace_id = p.workspace_id AND ${ACCOUNT_KEY} = p.stripe_account_id AND c.disconnected_at IS NULL))`;

/**
 * Of a place `p` with what holds of it, `e`. What was bought through an account that was left is served until a moment, and ends with it; where there is no such
 * moment, the creator has put them on another tier since, for nothing.
 */
export const STANDING = `CASE
    WHEN e.comped THEN 'comped'
    WHEN p.stripe_subscription_id IS NULL OR p.served_until IS NULL AND NOT ${IS_REACHABLE} THEN 'free'
    WHEN NOT e.standing AND NOT ${IS_REACHABLE} THEN 'canceled'
    WHEN p.status = 'active' THEN 'paying'
    WHEN p.status = 'trialing' THEN 'trialing'
    WHEN p.status IN ('past_due', 'unpaid') THEN 'past_due'
    ELSE 'canceled' END`;

/**
 * Whether what goes beyond the quota is billed, of a place `p` with what holds of it, `e`, and the tier `t` on which it stands. By that tier's own metered price:
 * after a change of tier the old one stays on the place until the worker exchanges it, and what goes beyond the new quota is billed by neither.
 */
export const CHARGED = `(e.standing AND p.overage_price_id IS NOT NULL AND t.overage_unit_amount IS NOT NULL AND EXISTS (
    SELECT 1 FROM overage_prices op WHERE op.workspace_id = p.workspace_id AND op.id = p.overage_price_id AND op.tier_id = t.id))`;

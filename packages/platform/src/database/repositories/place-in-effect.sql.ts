/**
 * What of a place `p` holds at a moment, as `placeInEffect` in core has it: joins that name it `e`.
 * @param now the parameter that holds the moment
 */
export const placeInEffect = (now: string): string => `
  CROSS JOIN LATERAL (SELECT p.id IS NOT NULL AND (p.served_until IS NULL OR p.served_until > ${now}) AS standing) es
  CROSS JOIN LATERAL (SELECT p.comp_tier_id IS NOT NULL AND (p.comped_until IS NULL OR p.comped_until > ${now})
                             AND NOT (es.standing AND p.comp_tier_id = p.tier_id) AS comped) ec
  CROSS JOIN LATERAL (SELECT es.standing OR ec.comped AS served, ec.comped, es.standing AND NOT ec.comped AS standing,
                             CASE WHEN ec.comped THEN p.comp_tier_id ELSE p.tier_id END AS tier_id,
                             CASE WHEN ec.comped THEN 'comped' ELSE p.status END AS status,
                             CASE WHEN ec.comped THEN p.comped_until ELSE p.served_until END AS until) e`;

/** How the creator tells places apart. Of several places of one person the first in this order. */
export const STANDINGS = ['past_due', 'paying', 'trialing', 'comped', 'canceled', 'free'] as const;
export type Standing = (typeof STANDINGS)[number];

/** Of a place `p` with what holds of it, `e`. */
export const STANDING = `CASE
    WHEN e.comped THEN 'comped'
    WHEN p.stripe_subscription_id IS NULL THEN 'free'
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

import { checkoutRoutes } from './checkout-routes.mjs';
import { connectRoutes } from './connect-routes.mjs';
import { dashboardRoutes } from './dashboard-routes.mjs';
import { portalRoutes } from './portal-routes.mjs';
import { createWorld, stripeApiRoutes } from './routes.mjs';

/** The platform's own account at the sandbox's Stripe: what stands in the product's configuration when no real one is given. */
const platform = {
  secretKey: 'sk_test_gatehouse_sandbox',
  clientId: 'ca_gatehouse_sandbox',
  webhookSecret: 'whsec_gatehouse_sandbox',
};

/** The sandbox's Stripe. @param {string} directory where its accounts are kept */
export function createStripe(directory, publicUrl) {
  const { secretKey, clientId, webhookSecret } = platform;
  const webhook = { url: `${publicUrl}/webhooks/stripe`, secret: webhookSecret };
  return createWorld({ directory, publicUrl, secretKey, clientId, webhook });
}

export const stripeRoutes = { ...stripeApiRoutes, ...connectRoutes, ...checkoutRoutes, ...portalRoutes, ...dashboardRoutes };

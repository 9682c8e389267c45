import type { SecurityHeadersOptions } from '@nestjs/common';

/**
 * Headers of every answer. The content security policy is the dashboard's: its own scripts and nothing inline. Styles may be inline,
 * because accessible overlays set positions on elements. Hosted pages state stricter ones of their own. Transport security is only
 * promised where there is TLS.
 * @param publicUrl origin of the service
 */
export function securityHeadersFor(publicUrl: string): SecurityHeadersOptions {
  const https = publicUrl.startsWith('https:');
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:'],
        'connect-src': ["'self'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        ...(https ? { 'upgrade-insecure-requests': [] } : {}),
      },
    },
    xFrameOptions: { action: 'deny' },
    // A link in a mail carries a code in its query.
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  };
}

import type { FastifyHelmetOptions } from '@fastify/helmet'

/**
 * Headers that keep a browser on our own ground. Mantine sets styles at run time, so styles may be
 * inline; scripts may not.
 */
export function contentSecurity(https: boolean): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // On plain HTTP, as on localhost, promising HTTPS would lock people out.
    strictTransportSecurity: https,
    referrerPolicy: { policy: 'same-origin' },
  }
}

import type { Platform } from '@outcrop/contract'

/** What the kinds of data sources are called. */
export const platformNames: Readonly<Record<Platform, string>> = {
  web: 'Website',
  ios: 'iOS app',
  android: 'Android app',
  server: 'Server',
  webhook: 'Webhook',
  import: 'Import',
  other: 'Other',
}

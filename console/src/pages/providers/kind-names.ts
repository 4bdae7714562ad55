import type { Credentials } from '@outcrop/contract'

/** Kinds of credentials as people say them. */
export const kindNames: Record<Credentials['type'], string> = {
  access_key: 'Access key',
  assume_role: 'Assumed role',
  ambient: 'This machine',
  emulator: 'Emulator',
}

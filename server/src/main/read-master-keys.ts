import type { Config } from '../config.ts'
import { masterKey, previousMasterKey } from '../kernel/master-key.ts'
import type { MasterKeys } from '../kernel/seal.ts'

/** The key that seals, and the one before while a rotation lasts. */
export function readMasterKeys({ secretKey, previousSecretKey, dataDir }: Config): MasterKeys {
  return {
    current: masterKey(secretKey, dataDir),
    // With a key from the environment, files that an earlier key file left mean nothing.
    previous:
      secretKey === undefined || previousSecretKey !== undefined
        ? previousMasterKey(previousSecretKey, dataDir)
        : undefined,
  }
}

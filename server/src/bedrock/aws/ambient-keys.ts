import { fromNodeProviderChain } from '@aws-sdk/credential-providers'
import type { Keys } from './keys.ts'

/**
 * The keys of the machine itself: environment, profile files, web identity, container or instance
 * role. A new chain each time, because an old one never reads changed files again.
 */
export function ambientKeys(): Promise<Keys> {
  return fromNodeProviderChain()()
}

import type { Role } from '@outcrop/contract'

/** Who sends a request, and for which organization. */
export interface Caller {
  readonly organizationId: string
  readonly role: Role
  readonly actor: {
    readonly type: 'person' | 'api_key'
    readonly id: string
    readonly name: string
  }
  /** The session of a person who is signed in. */
  readonly sessionId?: string
}

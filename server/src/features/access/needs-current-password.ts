const freshMs = 60 * 60 * 1000

export interface Proof {
  /** Null when the person has no password yet. */
  readonly password: string | null
  readonly byLink: boolean
  readonly signedInAt: Date
}

/**
 * Whether a new password needs the one before: so that nobody takes over a session that was left open.
 * Who has just come by a one-time link may have come because the password is forgotten.
 */
export function needsCurrentPassword({ password, byLink, signedInAt }: Proof, now: Date): boolean {
  if (password === null) return false
  return !byLink || now.getTime() - signedInAt.getTime() >= freshMs
}

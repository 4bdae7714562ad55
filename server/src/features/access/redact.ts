const hidden = '(hidden)'
const secretName = /secret|password|passphrase|authorization|cookie/i
const keyName = /token|(^|_|-)key$/i

/** The same value with everything hidden that could be a secret, judged by the names of its members. */
export function redact(value: unknown): unknown {
  if (typeof value === 'string') return withoutUserInfo(value)
  if (Array.isArray(value)) return value.map(redact)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([name, member]: [string, unknown]) => {
    return [name, isSecret(name, member) ? hidden : redact(member)]
  })
  return Object.fromEntries(members)
}

/** Numbers such as max_tokens are settings, not tokens. */
function isSecret(name: string, member: unknown): boolean {
  if (member === null || typeof member === 'boolean') return false
  return secretName.test(name) || (keyName.test(name) && typeof member !== 'number')
}

/** A URL may carry user name and password before its host. */
function withoutUserInfo(text: string): string {
  return text.replace(/(\b[a-z][a-z0-9+.-]*:\/\/)[^/?#\s@]+@/gi, `$1${hidden}@`)
}

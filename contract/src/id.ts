import { z } from 'zod'

/** The readable prefix of every kind of id, as it appears in URLs, logs and the database. */
export const idPrefixes = {
  organization: 'org',
  user: 'usr',
  apiKey: 'key',
  provider: 'prv',
  pausedTarget: 'ptg',
  service: 'svc',
  price: 'prc',
  budget: 'bud',
  agent: 'agt',
  conversation: 'cnv',
  message: 'msg',
  stream: 'str',
  feed: 'fed',
  dataSource: 'src',
  specification: 'spc',
  attribute: 'atr',
  audience: 'adn',
  event: 'evt',
  stitch: 'sti',
  automation: 'aut',
  automationVersion: 'ver',
  delay: 'dly',
  cooldownGroup: 'cdg',
  run: 'run',
  attempt: 'att',
  trace: 'trc',
  auditEntry: 'aud',
  erasure: 'ers',
} as const

export type IdKind = keyof typeof idPrefixes

/** An id: its prefix, an underscore and the 32 hexadecimal digits of a UUIDv7, so ids sort by age. */
export function id(kind: IdKind) {
  const prefix = idPrefixes[kind]
  return z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-f]{32}$`), `must be an id that begins with "${prefix}_"`)
    .meta({
      description: `Id of ${nounOf(kind)}`,
      examples: [`${prefix}_01a213404d367891a8d1a6bdd7330387`],
    })
}

/** Such as "an API key" or "a paused target". */
function nounOf(kind: IdKind): string {
  const words = kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  const noun = words.replace(/^api /, 'API ')
  return `${/^[aeio]/i.test(noun) ? 'an' : 'a'} ${noun}`
}

import { createHmac } from 'node:crypto'

export type Scope = { date: string; region: string; service: string }

const keptKeys = 4096
const keys = new Map<string, Buffer>()

/** The day's signing key of a secret. Derived once and kept, because it costs four HMACs. */
export function signingKey(secret: string, { date, region, service }: Scope): Buffer {
  const name = `${date}/${region}/${service}/${secret}`
  const known = keys.get(name)
  if (known) return known
  if (keys.size >= keptKeys) keys.clear()
  const derived = [date, region, service, 'aws4_request'].reduce<string | Buffer>(
    (key, part) => createHmac('sha256', key).update(part).digest(),
    `AWS4${secret}`,
  )
  const key = Buffer.from(derived)
  keys.set(name, key)
  return key
}

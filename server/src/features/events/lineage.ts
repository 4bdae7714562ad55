import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '../../kernel/clock.ts'
import type { MasterKeys } from '../../kernel/seal.ts'
import type { Cause } from './new-event.ts'

/** Says of events that others post which run made them, so that the rule against loops holds for them. */
export interface Lineage {
  /** A text that goes along with a call and comes back with what it made. It says nothing secret. */
  sign(organizationId: string, cause: Cause): string
  /** What such a text says; `foreign` when it was not signed here for this organization. */
  read(organizationId: string, text: string): Cause | 'foreign' | 'expired'
}

export interface LineageOptions {
  readonly masterKeys: MasterKeys
  readonly now: Clock
}

const version = 'v1'

/** A flow takes minutes, but what it calls may put an event into a queue of its own. */
const validMs = 24 * 3_600_000

/** Longer than a chain of the greatest depth, in characters. */
const mostCharacters = 2000

const claims = z.object({
  run: z.string().min(1),
  depth: z.int().min(1),
  causes: z.array(z.string().min(1)).min(1),
  /** In milliseconds since 1970. */
  until: z.number(),
})

/** Texts of the form `v1.<claims>.<signature>`; the organization is signed along, and is not in them. */
export function createLineage({ masterKeys, now }: LineageOptions): Lineage {
  const { current, previous } = masterKeys
  const own = signingKey(current)
  const known = previous ? [own, signingKey(previous)] : [own]
  return {
    sign(organizationId, { runId, depth, causes }) {
      const said = { run: runId, depth, causes, until: now().getTime() + validMs }
      const body = Buffer.from(JSON.stringify(said)).toString('base64url')
      return [version, body, signature(own, organizationId, body).toString('base64url')].join('.')
    },
    read(organizationId, text) {
      const [form, body = '', given = '', ...rest] = text.slice(0, mostCharacters + 1).split('.')
      if (text.length > mostCharacters || form !== version || rest.length > 0) return 'foreign'
      const signed = Buffer.from(given, 'base64url')
      if (!known.some((key) => isSame(signed, signature(key, organizationId, body)))) return 'foreign' // prettier-ignore
      const { run, depth, causes, until } = claims.parse(JSON.parse(Buffer.from(body, 'base64url').toString())) // prettier-ignore
      return until < now().getTime() ? 'expired' : { runId: run, depth, causes }
    },
  }
}

/** A key of its own, so that the master key seals secrets only. */
const signingKey = (master: Buffer): Buffer => createHmac('sha256', master).update('lineage').digest() // prettier-ignore

const signature = (key: Buffer, organizationId: string, body: string): Buffer =>
  createHmac('sha256', key).update([version, organizationId, body].join('\n')).digest()

const isSame = (one: Buffer, other: Buffer): boolean =>
  one.length === other.length && timingSafeEqual(one, other)

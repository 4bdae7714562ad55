import { newAttribute, newAudience } from '@outcrop/contract'
import type { z } from 'zod'
import { compileProfileRules, type ProfileRules } from '../profile-rules.ts'

export type GivenAttribute = Omit<z.input<typeof newAttribute>, 'stream_id'>
export type GivenAudience = Omit<z.input<typeof newAudience>, 'stream_id'>

const streamId = `str_${'0'.repeat(32)}`

/** Rules as the API would take them; one that cannot be compiled fails the test. */
export function rulesOf(
  attributes: readonly GivenAttribute[],
  audiences: readonly GivenAudience[] = [],
  revision = '1',
): ProfileRules {
  return compileProfileRules(
    revision,
    attributes.map(stored),
    audiences.map((one) => ({ id: one.name, ...newAudience.parse({ ...one, stream_id: streamId }) })), // prettier-ignore
    (error) => {
      throw error
    },
  )
}

function stored(given: GivenAttribute) {
  const one = newAttribute.parse({ ...given, stream_id: streamId })
  return { ...one, id: one.name, steps: one.steps ?? null, keep_days: one.keep_days ?? null }
}

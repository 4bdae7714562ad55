import { definition, type Trigger } from '@outcrop/contract'
import { z } from 'zod'
import type { Parts } from './compose.ts'
import type { DemoSoFar } from './demo-store.ts'
import { retailExample } from './retail-example.ts'

const automationFile = z.looseObject({
  name: z.string(),
  trigger: z.looseObject({}),
  steps: z.array(z.looseObject({ input: z.looseObject({}) })),
})

export interface DemoPlace {
  readonly organizationId: string
  readonly providerId: string
  readonly feedId: string
  /** The ids of the audiences, by name. */
  readonly audiences: ReadonlyMap<string, string>
}

/** The three actions of the shop, published: the score comes last, so it is the first in lists. */
export async function seedDemoActions(
  automations: Parts['automations'],
  { organizationId, providerId, feedId, audiences }: DemoPlace,
  known: Pick<DemoSoFar, 'automations' | 'published'>,
): Promise<void> {
  const ofAudience = (name: string, on: 'joined' | 'visit_end'): Trigger => ({
    type: 'audience',
    audience_id: audiences.get(name) ?? '',
    on,
  })
  const actions: readonly [string, Trigger][] = [
    ['visit-summary.json', ofAudience('High value', 'visit_end')],
    ['next-best-offer.json', ofAudience('At risk', 'joined')],
    ['conversion-score.json', { type: 'event', feed_id: feedId }],
  ]
  for (const [name, trigger] of actions) {
    const file = automationFile.parse(retailExample(name))
    const steps = file.steps.map((step) => ({ ...step, input: { ...step.input, provider_id: providerId } })) // prettier-ignore
    const id =
      known.automations.get(file.name) ??
      (await automations.create(organizationId, definition.parse({ ...file, trigger, steps }))).id
    if (!known.published.has(id)) await automations.publish(organizationId, id)
  }
}

import { definition } from '@outcrop/contract'
import { readFileSync } from 'node:fs'
import type { Engine } from './engine.ts'

/** A file of the folder `examples`, as JSON. */
export const readExample = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../../examples/${path}`, import.meta.url), 'utf8'))

/** Publishes an automation of the examples on an engine, with the engine's own feed, provider and agent. */
export async function publishExample(engine: Engine, path: string): Promise<void> {
  const automation = definition.parse(readExample(path))
  const own = { provider_id: engine.providerId, agent_id: engine.agentId }
  const steps = automation.steps.map((step) => ({
    ...step,
    input: {
      ...step.input,
      ...Object.fromEntries(Object.entries(own).filter(([name]) => name in step.input)),
    },
  }))
  const trigger = { type: 'event' as const, feed_id: engine.feedId }
  await engine.publish({ definition: { ...automation, trigger, steps } })
}

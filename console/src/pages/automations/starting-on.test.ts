import { definition, type Automation, type Trigger } from '@outcrop/contract'
import { expect, it } from 'vitest'
import { startingOn } from './starting-on.ts'

const [feed, audience] = [`fed_${'0'.repeat(32)}`, `adn_${'0'.repeat(32)}`]
const onFeed: Trigger = { type: 'event', feed_id: feed }
const onAudience: Trigger = { type: 'audience', audience_id: audience, on: 'left' }

function automation(name: string, draft: Trigger, published?: Trigger): Automation {
  const of = (trigger: Trigger) =>
    definition.parse({ name, trigger, steps: [{ id: 'a', action: 'bedrock.prompt', input: {} }] })
  const at = '2026-03-01T12:00:00.000Z'
  return {
    id: `aut_${name}`,
    name,
    stream_id: null,
    state: published ? 'active' : 'draft',
    draft: of(draft),
    published: published
      ? { id: 'ver_1', number: 1, published_at: at, definition: of(published) }
      : null,
    created_at: at,
    updated_at: at,
  }
}

it('finds what starts on a feed or an audience, by the version that is published', () => {
  const automations = [
    automation('drafted', onFeed),
    automation('moved', onFeed, onAudience),
    automation('published', { type: 'manual' }, onFeed),
    automation('by_hand', { type: 'manual' }),
  ]
  const names = (id: string) => startingOn(id, automations).map((one) => one.automation.name)
  expect(names(feed)).toEqual(['drafted', 'published'])
  expect(names(audience)).toEqual(['moved'])
})

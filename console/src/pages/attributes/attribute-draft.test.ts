import { attributeTypes, change, changesOf, routes } from '@outcrop/contract'
import { describe, expect, it } from 'vitest'
import { without } from '../../ui/without.ts'
import { emptyAttribute, withType } from './attribute-draft.ts'
import { patchOf, withPatch } from './attribute-patch.ts'
import { newChange } from './new-change.ts'

const stream = `str_${'0'.repeat(32)}`
const fresh = emptyAttribute(stream)

it.each(attributeTypes)('becomes of type %s with changes that it takes', (type) => {
  const draft = withType({ ...fresh, scope: 'visit' }, type)
  for (const enrichment of draft.enrichments) {
    expect(changesOf[type]).toContain(enrichment.change.kind)
  }
  expect(draft.scope).toBe(type === 'badge' || type === 'visitor_id' ? 'visitor' : 'visit')
  expect(draft.steps).toEqual(type === 'funnel' ? [] : undefined)
})

it('begins every change as its own kind', () => {
  const kinds = new Set(Object.values(changesOf).flat())
  for (const kind of kinds) expect(newChange(kind).kind).toBe(kind)
  expect(change.options.map((option) => option.shape.kind.value).toSorted()).toEqual(
    [...kinds].toSorted(),
  )
})

describe('a saved attribute', () => {
  const timeline = {
    ...withType(fresh, 'timeline'),
    name: 'orders',
    keep_days: 30,
    enrichments: [],
  }

  it('is read back from its patch', () => {
    expect(routes.updateAttribute.body.parse(patchOf(timeline))).toEqual(patchOf(timeline))
    expect(withPatch({ ...timeline, title: 'Other' }, patchOf(timeline))).toEqual(timeline)
    expect(routes.createAttribute.body.parse(timeline)).toEqual(timeline)
  })

  it('keeps entries for good when the days are taken away', () => {
    const forGood = without(timeline, 'keep_days')
    expect(patchOf(forGood).keep_days).toBeNull()
    expect(withPatch(timeline, patchOf(forGood))).toEqual(forGood)
  })
})

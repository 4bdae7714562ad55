import {
  attributeTypes,
  change,
  changesOf,
  moments,
  newAttribute,
  newAudience,
  operatorsOf,
  operatorsOfEvent,
  operatorsOfKey,
  profileOperators,
  sent,
  type AttributeType,
} from '@outcrop/contract'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkAttribute } from './checks/check-attribute.ts'
import { checkAudience } from './checks/check-audience.ts'
import { knownAttributes } from './known-attributes.ts'
import { preloaded } from './preloaded.ts'

const page = readFileSync(new URL('../../../../docs/guide/visitors.md', import.meta.url), 'utf8')

/** The rows of the table whose first column is headed like that, as cells without their padding. */
function table(heading: string): string[][] {
  const [, rest = ''] = page.split(new RegExp(`^\\| ${heading} +\\|.*\\n\\|[ -|]*\\n`, 'm'))
  const lines = rest.slice(0, rest.indexOf('\n\n')).split('\n')
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  )
}

const rowsOf = (heading: string, first: string) => table(heading).filter(([cell]) => cell === first)
const ticks = (words: readonly string[]) => words.map((word) => `\`${word}\``).join(' ')

const typed = [...page.matchAll(/`(\w+)` \((\w+)\)/g)].flatMap(([, name = '', word]) => {
  const type = attributeTypes.find((one) => one === word)
  return type ? [{ name, type, scope: 'visitor' as const, steps: null }] : []
})
const known = knownAttributes([
  ...preloaded.map(({ name, scope, type }) => ({ name, scope, type, steps: null })),
  ...typed,
])

const steps = (type: AttributeType) => (type === 'funnel' ? ['cart', 'order'] : null)

describe('the guide to visitors', () => {
  it.each([...attributeTypes])('tells which changes and operators a %s takes', (type) => {
    expect(rowsOf('type', `\`${type}\``)).toEqual([
      [`\`${type}\``, expect.any(String), ticks(changesOf[type])],
    ])
    expect(rowsOf('of', `\`${type}\``)).toEqual([[`\`${type}\``, ticks(operatorsOf[type])]])
  })

  it('tells which operators a key and an event take', () => {
    expect(rowsOf('of', 'one key of a `tally`')[0]?.[1]).toBe(ticks(operatorsOfKey))
    expect(rowsOf('of', 'an attribute of the event')[0]?.[1]).toBe(ticks(operatorsOfEvent))
  })

  it('tells what each moment is', () => {
    expect(table('`when`').map(([cell]) => cell)).toEqual(moments.map((one) => `\`${one}\``))
  })

  it('tells what each operator asks', () => {
    const told = table('operator').flatMap(([cell = '']) => cell.split(', '))
    expect(told.toSorted()).toEqual(profileOperators.map((one) => `\`${one}\``).toSorted())
  })

  const kinds = change.options.map(({ shape }) => shape.kind.value)
  it.each(kinds)('has an example of %s that can be made', (kind) => {
    const [row, ...more] = rowsOf('change', `\`${kind}\``)
    expect(more).toEqual([])
    const example = sent(change).parse(JSON.parse(row?.[2]?.slice(1, -1) ?? ''))
    expect(example.kind).toBe(kind)
    const types = attributeTypes.filter((type) => changesOf[type].includes(kind))
    const fitting = types.filter((type) => {
      const enrichments = [{ when: 'any_event' as const, condition: { all: [] }, change: example }]
      const given = { name: 'mine', scope: 'visitor' as const, type, steps: steps(type), enrichments } // prettier-ignore
      return checkAttribute(given, known).length === 0
    })
    expect(fitting).not.toEqual([])
  })

  it('lists what is preloaded', () => {
    const expected = preloaded.map((one) => [`\`${one.name}\``, one.scope, one.type.replaceAll('_', ' '), one.description]) // prettier-ignore
    expect(table('attribute')).toEqual(expected)
  })

  it('shows an attribute and an audience that can be made', () => {
    const [attribute, audience] = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, text = '']): unknown => JSON.parse(text)) // prettier-ignore
    const made = newAttribute.omit({ stream_id: true }).parse(attribute)
    expect(checkAttribute(made, known)).toEqual([])
    const { condition } = newAudience.omit({ stream_id: true }).parse(audience)
    expect(checkAudience(condition, new Map(known).set(made.name, { ...made, steps: [] }))).toEqual([]) // prettier-ignore
  })
})

import { condition, type Comparison, type Condition } from '@outcrop/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addTo,
  asGroup,
  documentPath,
  isGroup,
  membersOf,
  removeAt,
  replaceAt,
  setMode,
} from './condition-tree.ts'

const is = (value: string): Comparison => ({ attribute: 'a', operator: 'equals', value })

const tree = asGroup<Comparison>({ all: [is('1'), { any: [is('2'), is('3')] }] })

describe('edits of a condition', () => {
  it('replaces deep inside', () => {
    expect(replaceAt(tree, [1, 0], is('x'))).toEqual({
      all: [is('1'), { any: [is('x'), is('3')] }],
    })
  })

  it('removes a comparison, a group, and all of it', () => {
    expect(removeAt(tree, [1, 1])).toEqual({ all: [is('1'), { any: [is('2')] }] })
    expect(removeAt(tree, [1])).toEqual({ all: [is('1')] })
    expect(removeAt(tree, [])).toEqual({ all: [] })
  })

  it('adds at the end of the named group', () => {
    expect(addTo(tree, [1], is('4'))).toEqual({
      all: [is('1'), { any: [is('2'), is('3'), is('4')] }],
    })
    expect(addTo(tree, [], is('4'))).toEqual({ all: [...membersOf(tree), is('4')] })
  })

  it('changes the mode of one group only', () => {
    expect(setMode(tree, [], 'any')).toEqual({ any: membersOf(tree) })
    expect(setMode(tree, [1], 'all')).toEqual({ all: [is('1'), { all: [is('2'), is('3')] }] })
  })

  it('puts a lone comparison into a group', () => {
    expect(asGroup(is('1'))).toEqual({ all: [is('1')] })
  })
})

it('names a place as findings do', () => {
  expect(documentPath(tree, [])).toBe('')
  expect(documentPath(tree, [1, 0])).toBe('all.1.any.0')
})

const conditions = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    fc.string({ maxLength: 5 }).map(is),
    fc.record({ all: fc.array(tie('node'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('node'), { maxLength: 3 }) }),
  ),
})).node

const count = (node: Condition): number =>
  isGroup(node) ? membersOf(node).reduce((sum, member) => sum + count(member), 0) : 1

it('stays a valid condition, and loses nothing but what is taken away', () => {
  fc.assert(
    fc.property(conditions, fc.array(fc.nat(3), { maxLength: 3 }), (node, path) => {
      const group = asGroup(node)
      const added = addTo(group, path, is('new'))
      expect(condition.safeParse(added).success).toBe(true)
      expect([0, 1]).toContain(count(added) - count(group))
      expect(count(removeAt(group, path))).toBeLessThanOrEqual(count(group))
      expect(count(setMode(group, path, 'any'))).toBe(count(group))
    }),
  )
})

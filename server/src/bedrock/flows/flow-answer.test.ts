import { describe, expect, test } from 'vitest'
import { Problem } from '../../kernel/problem.ts'
import { rawFlowAnswer, readFlowAnswer } from './flow-answer.ts'

const stored = (...outputs: [node: string, document: unknown][]) => ({
  completion: 'SUCCESS',
  outputs: outputs.map(([node, document]) => ({ node, document })),
})
const read = (raw: Record<string, unknown>, outputNode: string | null = null) =>
  readFlowAnswer(raw, { outputNode, mayBeSilent: false }).text

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
  throw new Error('Nothing was thrown.')
}

describe('the answer of a flow', () => {
  test('is the document of its only output, as it is or as JSON', () => {
    expect(read(stored(['End', 'Hello']))).toBe('Hello')
    expect(read(stored(['End', { score: 7 }]))).toBe('{"score":7}')
    expect(read(stored(['End', null]))).toBe('null')
  })

  test('is a list when an iterator reached the node several times', () => {
    expect(read(stored(['Each', 1], ['Each', 2]))).toBe('[1,2]')
  })

  test('is that of the chosen node, or of all by name', () => {
    const raw = stored(['Score', 7], ['Each', 'a'], ['Each', 'b'])
    expect(read(raw, 'Score')).toBe('7')
    expect(read(raw, '*')).toBe('{"Score":7,"Each":["a","b"]}')
    expect(codeOf(() => read(raw))).toBe('answer-invalid')
    expect(codeOf(() => read(raw, 'Other'))).toBe('answer-empty')
  })

  test('must be there, unless the flow delivers itself', () => {
    expect(codeOf(() => read(stored()))).toBe('answer-empty')
    expect(codeOf(() => read({}))).toBe('answer-empty')
    const silent = { outputNode: null, mayBeSilent: true }
    expect(readFlowAnswer(stored(), silent).text).toBe('null')
    expect(readFlowAnswer(stored(['End', ' ']), silent).text).toBe('null')
  })

  test('is a failed delivery when the forwarder in the flow says so', () => {
    const refused = { ok: false, error: 'The answer is empty.', code: 'answer-empty', remedy: 'Look.', retry: false } // prettier-ignore
    const delivering = { outputNode: null, mayBeSilent: true }
    for (const document of [refused, JSON.stringify(refused)]) {
      expect(codeOf(() => readFlowAnswer(stored(['End', document]), delivering))).toBe('delivery-rejected') // prettier-ignore
      expect(() => readFlowAnswer(stored(['End', document]), delivering)).toThrow('The flow did not deliver its result: The answer is empty.') // prettier-ignore
      expect(read(stored(['End', document]))).toBe(JSON.stringify(refused))
    }
    expect(readFlowAnswer(stored(['End', { ok: true }]), delivering).text).toBe('{"ok":true}')
  })
})

test('traces beyond a limit are counted and left out', () => {
  const traces = Array.from({ length: 10 }, () => ({ text: 'x'.repeat(99_000) }))
  const turn = { completion: 'SUCCESS', outputs: [], traces, spent: [], question: null }
  const raw = rawFlowAnswer([{ turn, executionId: 'e', requestId: 'r' }], [])
  expect(raw['trace']).toHaveLength(5)
  expect(raw['traces_left_out']).toBe(5)
})

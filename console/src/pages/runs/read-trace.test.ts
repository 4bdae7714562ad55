import { expect, it } from 'vitest'
import { readTrace } from './read-trace.ts'

const step = { kind: 'model', text: 'Asks amazon.nova-lite-v1:0', at: null, tokens: null, detail: {} } // prettier-ignore
const citation = { text: 'Free.', sources: [{ location: 's3://a/b.md', excerpt: 'Returns are free.' }] } // prettier-ignore

it('reads the steps and the sources of an agent', () => {
  const raw = { text: 'Free.', trace: [step], citations: [citation] }
  expect(readTrace(raw)).toEqual({ steps: [step], citations: [citation] })
})

it('says what each node of a flow did, known to us or not', () => {
  const node = { nodeName: 'Score', fields: [] }
  const trace = [{ nodeInputTrace: node }, { nodeDreamTrace: node }]
  expect(readTrace({ completion: 'SUCCESS', trace })?.steps).toEqual([
    { kind: 'node', text: 'Score took its input', detail: node },
    { kind: 'node', text: 'Score nodeDreamTrace', detail: node },
  ])
})

it('tells what a flow asked, and what it was answered', () => {
  const asked = { node: 'Helper', question: 'Which order?', answer: 'A-1042' }
  const open = { ...asked, question: { of: 'order' }, answer: null }
  expect(readTrace({ completion: 'INPUT_REQUIRED', questions: [asked, open] })?.steps).toEqual([
    { kind: 'question', text: 'Helper asked: Which order? – answered: A-1042', detail: asked },
    { kind: 'question', text: 'Helper asked: {"of":"order"} – not answered', detail: open },
  ])
})

it.each([
  [null],
  [{ output: {} }],
  [{ trace: { guardrail: {} } }],
  [{ trace: [], citations: [] }],
  [{ trace: [] }],
])('finds none in %j', (raw) => {
  expect(readTrace(raw)).toBeNull()
})

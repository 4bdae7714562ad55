import { expect, it } from 'vitest'
import { lineAutomations } from './line-automations.ts'

const [offer, thanks] = [{ automation_id: 'aut_1', automation: 'Offer' }, { automation_id: 'aut_2', automation: 'Thanks' }] // prettier-ignore

it('finds those that were suppressed or put off, each once', () => {
  const detail = { runs: ['run_1'], suppressed: [{ ...offer, reason: 'Too soon.' }, { ...offer, reason: 'Again.' }], delayed: [{ ...thanks, until: '2026-03-01T12:00:00.000Z' }] } // prettier-ignore
  expect(lineAutomations({ detail })).toEqual([{ id: 'aut_1', name: 'Offer' }, { id: 'aut_2', name: 'Thanks' }]) // prettier-ignore
})

it('finds the one of a delay, unless there is a run to open', () => {
  const detail = { automation_id: 'aut_1', reason: 'Cancelled by Ada.' }
  expect(lineAutomations({ detail })).toEqual([{ id: 'aut_1', name: null }])
  expect(lineAutomations({ detail, run_id: 'run_1' })).toEqual([])
})

it.each([undefined, {}, { suppressed: 'none' }, { suppressed: [{ automation: 'of an older note', reason: 'Too soon.' }] }])('finds none in %j', (detail) => {
  expect(lineAutomations({ detail })).toEqual([])
}) // prettier-ignore

import { expect, it } from 'vitest'
import { actionNotes } from './action-notes.ts'

const nowhere = { visitor: null, overall: null, cooldown: null }
const inOffers = { ...nowhere, cooldown: { groupId: 'cdg_1', groupName: 'Offers', periodMs: 1, priority: 1 } } // prettier-ignore

it('tells automations of one name apart: one in a cooldown group, one that only has a cap', () => {
  const caps = new Map([['aut_1', { ...inOffers, name: 'Offer' }], ['aut_2', { ...nowhere, name: 'Offer' }]]) // prettier-ignore
  const suppressed = [
    { automationId: 'aut_1', automation: 'Offer', reason: 'The group rests.' },
    { automationId: 'aut_2', automation: 'Offer', reason: 'It has started.' },
  ]
  const notes = actionNotes({ runs: [], suppressed, delayed: [] }, { caps })
  expect(notes).toEqual([
    {
      group: 'action', text: 'Actions Without Cooldown Group: 0 Actions Triggered / 1 Suppressed / 0 Delayed',
      detail: { runs: [], suppressed: [{ automation_id: 'aut_2', automation: 'Offer', reason: 'It has started.' }], delayed: [] },
    },
    {
      group: 'action', text: 'Cooldown Group Offers: 0 Actions Triggered / 1 Suppressed / 0 Delayed',
      detail: { runs: [], suppressed: [{ automation_id: 'aut_1', automation: 'Offer', reason: 'The group rests.' }], delayed: [] },
    },
  ]) // prettier-ignore
})

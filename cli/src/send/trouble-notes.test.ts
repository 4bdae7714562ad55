import { describe, expect, it } from 'vitest'
import { troubleNotes } from './trouble-notes.ts'

describe('troubleNotes', () => {
  it('speaks once per reason and again after half a minute, and tells when it is over', () => {
    const said: string[] = []
    let now = 0
    const notes = troubleNotes(
      (text) => said.push(text),
      () => now,
    )
    notes.onSuccess()
    notes.onTrouble('Full.', 1000)
    now = 5000
    notes.onTrouble('Full.', 1000)
    now = 31_000
    notes.onTrouble('Full.', 2000)
    notes.onTrouble('Gone.', 0)
    now = 32_000
    notes.onSuccess()
    notes.onSuccess()
    expect(said).toEqual([
      'Not accepted: Full. Trying again in 1 s; nothing will be stored twice.',
      'Not accepted: Full. Trying again in 2 s; nothing will be stored twice.',
      'Not accepted: Gone. Trying again in 0 ms; nothing will be stored twice.',
      'The server takes events again after 32 s.',
    ])
  })
})

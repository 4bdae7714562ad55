import { describe, expect, it } from 'vitest'
import { planSend, planStream, type Wishes } from './plan.ts'
import type { SendSettings } from './settings.ts'
import type { SendState } from './state-file.ts'

const settings: SendSettings = { batch: 100, concurrency: 1, skip: 0 }
const wishes: Wishes = { url: 'http://a', settings, isResumed: false, statePath: 'f.sending' }
const resume = { ...wishes, isResumed: true }
const interrupted: SendState = {
  ...planSend('one', wishes, undefined),
  acknowledged: { up_to: 7, beyond: [9] },
}

describe('planSend', () => {
  it('begins anew when there is nothing to resume', () => {
    expect(planSend('one', resume, undefined)).toEqual(planSend('one', wishes, undefined))
    expect(planSend('one', wishes, undefined).acknowledged).toEqual({ up_to: 0, beyond: [] })
  })

  it('goes on where the earlier send stopped, with its settings', () => {
    const other = { ...resume, settings: { ...settings, batch: 5, account: 'x' } }
    expect(planSend('one', other, interrupted)).toBe(interrupted)
  })

  it('sends under the same name when a send is simply repeated', () => {
    const again = planSend('one', wishes, interrupted)
    expect(again.source).toBe(interrupted.source)
    expect(again.acknowledged.up_to).toBe(0)
  })

  it.each<[string, string, Wishes, string]>([
    ['a changed file', 'two', resume, 'contents have changed'],
    ['another server', 'one', { ...resume, url: 'http://b' }, 'went to http://a'],
    [
      'other settings without a word',
      'one',
      { ...wishes, settings: { ...settings, batch: 5 } },
      'other settings',
    ],
  ])('refuses %s', (_name, sha256, given, reason) => {
    expect(() => planSend(sha256, given, interrupted)).toThrow(reason)
  })

  it('does not mind an earlier send of something else, or one that stored nothing', () => {
    const other = { ...wishes, settings: { ...settings, batch: 5 } }
    const unstarted = { ...interrupted, acknowledged: { up_to: 0, beyond: [] } }
    expect(() => planSend('two', other, interrupted)).not.toThrow()
    expect(() => planSend('one', other, unstarted)).not.toThrow()
  })
})

describe('planStream', () => {
  it('gives every stream a name of its own', () => {
    expect(planStream(wishes).source).not.toBe(planStream(wishes).source)
  })
})

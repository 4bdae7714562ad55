import { expect, it } from 'vitest'
import { isUsable, providerStateOf, type TestedState } from './provider-state.ts'

const all: TestedState[] = ['untested', 'ready', 'failing']

it('shows a pause whatever the last test said', () => {
  for (const tested of all)
    expect(providerStateOf({ tested, isPaused: true, pausedTargets: 2 })).toBe('paused')
})

it('calls only a provider that works partly paused', () => {
  const shown = all.map((tested) => providerStateOf({ tested, isPaused: false, pausedTargets: 1 }))
  expect(shown).toEqual(['untested', 'partly_paused', 'failing'])
})

it('leaves the state of the test where nothing is paused', () => {
  const shown = all.map((tested) => providerStateOf({ tested, isPaused: false, pausedTargets: 0 }))
  expect(shown).toEqual(all)
})

it('offers what works, in part at least', () => {
  const offered = (['untested', 'ready', 'failing', 'paused', 'partly_paused'] as const).filter(isUsable) // prettier-ignore
  expect(offered).toEqual(['ready', 'partly_paused'])
})

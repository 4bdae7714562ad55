import { describe, expect, it } from 'vitest'
import { allowedEvents, killPlan } from './kill-plan.ts'

describe('a plan of kills', () => {
  it('kills the server five times and PostgreSQL twice among 5,000 events', () => {
    const { victims } = killPlan(5000)

    expect(victims.filter((one) => one === 'server')).toHaveLength(5)
    expect(victims.filter((one) => one === 'PostgreSQL')).toHaveLength(2)
    expect(victims[0]).toBe('server')
  })

  it.each([100, 1000, 2500])('kills both among %i events', (events) => {
    expect(new Set(killPlan(events).victims)).toEqual(new Set(['server', 'PostgreSQL']))
  })

  it('keeps events back for after each kill, and all are sent after the last', () => {
    const plan = killPlan(1000)
    const allowed = [0, 1, 2, 3].map((kills) => allowedEvents(1000, plan, kills))

    expect(allowed).toEqual([250, 500, 750, 1000])
  })
})

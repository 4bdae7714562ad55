import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { judgeBy } from '../features/specifications/specifications.ts'
import { demoSpecifications } from './seed-demo-intake.ts'

const payload = z.record(z.string(), z.unknown())
const text = readFileSync(new URL('../../../examples/retail/events.jsonl', import.meta.url), 'utf8')
const events = text.trim().split('\n').map((line) => payload.parse(JSON.parse(line))) // prettier-ignore

it('the week of the shop has events that are valid, warned of, and invalid', () => {
  const counts = demoSpecifications().map((specification) => {
    const judge = judgeBy({ id: 'spc', ...specification })
    const own = events.filter((event) => event['tealium_event'] === specification.name)
    const verdicts = own.map((event) => judge(event).verdict)
    const count = (verdict: string) => verdicts.filter((one) => one === verdict).length
    return [specification.name, count('valid'), count('warn'), count('invalid')]
  })
  expect(counts).toEqual([
    ['checkout_started', 240, 24, 0],
    ['return_requested', 46, 0, 8],
  ])
})

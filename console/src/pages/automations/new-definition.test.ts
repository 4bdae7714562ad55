import { definition } from '@outcrop/contract'
import { describe, expect, it } from 'vitest'
import { withInput, withOutputType, withStep } from './edit-definition.ts'
import { findingAt, findingsUnder, shapeFindings } from './findings.ts'
import { fitsForm, newDefinition } from './new-definition.ts'
import { readPromptInput } from './prompt-input.ts'

const trigger = { type: 'event', feed_id: `fed_${'0'.repeat(32)}` } as const
const fresh = newDefinition({ trigger, providerId: 'prv', model: 'nova' })
const named = { ...fresh, name: 'Score' }

describe('a new definition', () => {
  it('is whole but for its name', () => {
    expect(shapeFindings(fresh)).toEqual([{ path: 'name', message: 'Give it a name.' }])
    expect(definition.parse(named)).toEqual(named)
    expect(fitsForm(named)).toBe(true)
  })

  it('asks for a feed or an audience where there is none', () => {
    const noFeed = { ...named, trigger: { type: 'event', feed_id: '' } } as const
    expect(findingAt(shapeFindings(noFeed), 'trigger.feed_id')).toBe('Choose a feed.')
    const nobody = { type: 'audience', audience_id: '', on: 'left' } as const
    expect(findingAt(shapeFindings({ ...named, trigger: nobody }), 'trigger.audience_id')).toBe(
      'Choose an audience.',
    )
  })
})

describe('what the form cannot show', () => {
  it('is several steps', () => {
    expect(fitsForm({ ...named, steps: [...named.steps, ...named.steps] })).toBe(false)
  })
})

describe('edits', () => {
  it('changes a member of the input and keeps those it does not know', () => {
    const strange = withStep(named, { input: { model: 'a', future: true } })
    expect(withInput(strange, { model: 'b' }).steps[0]?.input).toEqual({ model: 'b', future: true })
  })

  it('delivers nowhere what is no event, and begins a structure with a field', () => {
    const [step] = named.steps
    if (!step) throw new Error('A new definition has a step.')
    expect(withOutputType(step, 'text')).toEqual({
      output: { type: 'text' },
      deliver: { to: 'nowhere' },
    })
    expect(withOutputType(step, 'structured')).toMatchObject({
      output: { type: 'structured', fields: [{ name: '' }] },
      deliver: { to: 'nowhere' },
    })
    expect(withOutputType(step, 'event')).toEqual({ output: { type: 'event', fields: [] } })
  })
})

it('finds what belongs to a field and to what is in it', () => {
  const findings = [
    { path: 'steps.0.input.parameters.1.name', message: 'one' },
    { path: 'steps.0.input.parameters.10', message: 'two' },
  ]
  expect(
    findingsUnder(findings, 'steps.0.input.parameters.1').map(({ message }) => message),
  ).toEqual(['one'])
})

it('reads a broken input as an empty form, not as an error', () => {
  expect(readPromptInput({ model: 3, parameters: [{ name: 'x' }], prompt: 'Hi' })).toEqual({
    service_id: '',
    provider_id: '',
    model: '',
    inference: {},
    parameters: [],
    add_event_payload: false,
    add_visitor_profile: false,
    add_current_visit: false,
    visitor_profile_shape: 'flat',
    prompt: 'Hi',
  })
})

import { step } from '@outcrop/contract'
import { expect, it } from 'vitest'
import { createActions } from '../../actions/index.ts'
import { nothingKnown } from '../../actions/known.ts'
import type { StepData } from '../../actions/step-data.ts'
import { previewStep } from './preview-step.ts'

const data: StepData = {
  organizationId: 'org_a',
  run: { id: 'run_a', stepId: 'score', automationId: null },
  source: { account: 'acme', profile: 'main', visitorId: 'v1' },
  event: { id: null, name: 'view', receivedAt: '2026-06-01T12:00:00Z', payload: { sku: 'A' } },
  visitor: null,
  steps: {},
}
const provider_id = `prv_${'0'.repeat(32)}`

function previewOf(input: object) {
  const parsed = step.parse({ id: 'score', action: 'bedrock.prompt', input })
  const action = createActions(nothingKnown).get(parsed.action)
  if (!action) throw new Error('There is no such action.')
  return previewStep(action, parsed, data)
}
const textOf = (input: object) => previewOf(input).request?.['messages']

it('says what is missing in a step of which nothing is written, and offers its variables', () => {
  const { findings, variables, problem } = previewOf({})

  expect(findings).toEqual([
    { path: 'provider_id', message: 'Choose a provider.' },
    { path: 'model', message: 'Name a model.' },
    { path: 'prompt', message: 'Write a prompt.' },
  ])
  expect(variables).toContainEqual({ name: 'tealium_visitor_id', value: 'v1' })
  expect(problem).toBeUndefined()
})

it('renders a prompt for which no provider and model are chosen yet', () => {
  const { request, findings } = previewOf({ provider_id: '', model: '', prompt: 'Score {{ tealium_visitor_id }}.' }) // prettier-ignore

  expect(request).toMatchObject({ messages: [{ role: 'user', text: 'Score v1.' }] })
  expect(findings.map(({ path }) => path)).toEqual(['provider_id', 'model'])
})

it('leaves out the parameter that is half written, and keeps the others', () => {
  const parameters = [
    { name: 'sku', from: { attribute: 'sku' } },
    { name: '', from: { text: '' } },
  ]

  expect(textOf({ parameters, prompt: '{{ sku }}' })).toEqual([{ role: 'user', text: 'A' }])
  expect(previewOf({ parameters }).findings.map(({ path }) => path)).toContain('parameters.1.name')
})

it('says what a prompt takes from within a variable and is not there', () => {
  const prompt = '{{ event_payload.sku }} {{ event_payload.skew }} {{ event_payload.cart.total }} {{ steps.a.output }}' // prettier-ignore

  const preview = previewOf({ add_event_payload: true, prompt })

  expect(preview.empty).toEqual(['event_payload.skew', 'event_payload.cart'])
  expect(preview.unknown).toEqual([])
})

it('finds nothing in a step that is complete', () => {
  const preview = previewOf({ provider_id, model: 'm', prompt: '{{ nobody }}' })

  expect(preview).toMatchObject({ findings: [], unknown: ['nobody'], request: { model: 'm' } })
})

it.each([[{}], [{ provider_id, model: 'm' }]])(
  'tells that a template is wrong, with %j and the variables kept',
  (around) => {
    const preview = previewOf({ ...around, prompt: 'Hello {{ name' })

    expect(preview).toMatchObject({ request: null, problem: { code: 'template-failed' } })
    expect(preview.variables).not.toEqual([])
  },
)

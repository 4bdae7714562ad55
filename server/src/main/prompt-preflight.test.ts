import { definition } from '@outcrop/contract'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startTenants, type Tenant, type Tenants } from './testing/tenants.ts'

let tenants: Tenants
let tenant: Tenant
beforeAll(async () => {
  tenants = await startTenants()
  tenant = await tenants.add()
})
beforeEach(() => tenants.emulator.faults.clear())
afterAll(() => tenants.close())

const prompt = 'arn:aws:bedrock:us-east-1:111122223333:prompt/CONVSCORE1'
const visitor = { name: 'visitor_json', from: { attribute: 'visitor' } }
const product = { name: 'last_product_viewed', from: { text: 'boots' } }

const asking = (input: object) => {
  const given = { provider_id: tenant.providerId, prompt_arn: prompt, version: '1', parameters: [visitor, product], ...input } // prettier-ignore
  const step = { id: 'ask', action: 'bedrock.managed-prompt', input: given }
  return definition.parse({ name: 'Ask', trigger: { type: 'manual' }, steps: [step] })
}
const check = (input: object) => tenant.client.checkAutomation({ body: asking(input) })

it('says nothing of a prompt that the step fits', async () => {
  expect(await check({})).toEqual({ findings: [], notes: [] })
  expect(tenants.emulator.calls.count('Converse')).toBe(0)
})

it.each([
  ['a prompt that is missing', { prompt_arn: prompt.replace('CONVSCORE1', 'GONE000001') }, 'prompt_arn', 'AWS does not know this prompt'], // prettier-ignore
  ['a version that is missing', { version: '77' }, 'prompt_arn', 'AWS does not know this prompt'],
  ['a variable without a value', { parameters: [visitor] }, 'parameters', 'wants a value for last_product_viewed'], // prettier-ignore
  ['a value without a variable', { parameters: [visitor, product, { name: 'spare', from: { text: 'x' } }] }, 'parameters', 'no variable spare'], // prettier-ignore
])('notes %s, and publishes it all the same', async (_, input, field, message) => {
  const { findings, notes } = await check(input)
  expect(findings).toEqual([])
  expect(notes).toMatchObject([{ path: `steps.0.input.${field}`, message: expect.stringContaining(message) }]) // prettier-ignore
  const { id } = await tenant.client.createAutomation({ body: asking(input) })
  expect((await tenant.client.publishAutomation({ params: { id } })).published?.number).toBe(1)
})

it('says that it could not look where it may not', async () => {
  const other = await tenants.add()
  tenants.emulator.faults.set([{ operation: 'GetPrompt', error: 'AccessDeniedException' }])
  const body = asking({ provider_id: other.providerId })
  const { findings, notes } = await other.client.checkAutomation({ body })
  expect(findings).toEqual([])
  expect(notes).toMatchObject([{ path: 'steps.0.input.prompt_arn', message: expect.stringContaining('could not be looked at') }]) // prettier-ignore
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { axeFindings } from './testing/axe-findings.ts'
import { setFaults } from './testing/set-faults.ts'
import { openConsole, signInByLink, type OpenConsole } from './testing/open-console.ts'

let opened: OpenConsole
beforeAll(async () => {
  opened = await openConsole()
  await signInByLink(opened.page, opened.outcrop.link)
}, 120_000)
afterAll(() => opened.close())

const arn = 'arn:aws:bedrock:us-east-1:111122223333:prompt/CONVSCORE1:1'

async function choose(action: string): Promise<void> {
  await opened.page.getByRole('combobox', { name: 'What to do' }).click()
  await opened.page.getByRole('option', { name: action }).click()
}

/** One service that is ready, with a guardrail, and one whose provider has not been tested. */
async function makeServices({ page, outcrop }: OpenConsole): Promise<void> {
  const send = async (path: string, data: object) => {
    const answer = await page.request.post(`/api/v1/${path}`, { data, headers: { origin: outcrop.url } }) // prettier-ignore
    return z.object({ id: z.string() }).parse(await answer.json()).id
  }
  const list = await page.request.get('/api/v1/providers')
  const [demo] = z.object({ items: z.array(z.object({ id: z.string() })) }).parse(await list.json()).items // prettier-ignore
  const model = 'amazon.nova-micro-v1:0'
  const guardrail = { id: 'emulator0grd', version: '1' }
  await send('services', { name: 'Fast', provider_id: demo?.id, model, guardrail })
  const provider_id = await send('providers', {
    name: 'New one',
    region: 'us-east-1',
    endpoint: outcrop.emulatorUrl,
    credentials: { type: 'emulator' },
  })
  await send('services', { name: 'Unchecked', provider_id, model })
}

it('fills a managed prompt with what it declares, and tries it', { timeout: 60_000 }, async () => {
  const { page } = opened
  await page.goto('/automations/new')
  await page.getByRole('textbox', { name: 'Name' }).fill('Managed score')
  await choose('Send data to a Bedrock managed prompt')
  await page.getByRole('textbox', { name: 'Prompt ARN' }).fill(arn)
  await page.getByText('conversion-score, version 1, on amazon.nova-micro-v1:0').waitFor()
  await page.getByRole('button', { name: 'Fill in visitor_json' }).click()
  await page.getByRole('button', { name: 'Fill in last_product_viewed' }).click()
  await expect.poll(() => page.getByText('Not filled in yet').count()).toBe(0)
  await page.getByText('"prompt_arn"').first().waitFor()
  await page.getByRole('tab', { name: 'Try it' }).click()
  await page.getByRole('button', { name: 'Try it' }).click()
  await page.getByText('visitor_score').first().waitFor()
  expect(await axeFindings(page)).toEqual([])
})

it('keeps what another action calls by the same name', { timeout: 60_000 }, async () => {
  const { page } = opened
  await choose('Send a raw request to a Bedrock model')
  await page.getByRole('textbox', { name: 'Body' }).waitFor()
  expect(await page.getByRole('textbox', { name: 'Content type' }).inputValue()).toBe(
    'application/json',
  )
  await page.getByRole('group', { name: 'Parameter visitor_json' }).waitFor()
  await choose('Run agent task')
  await page.getByRole('textbox', { name: 'Task definition' }).waitFor()
  await page.getByRole('group', { name: 'Parameter visitor_json' }).waitFor()
  expect(opened.faults).toEqual([])
})

it(
  'says what is inside of a field, and saves no text that is no schema',
  { timeout: 60_000 },
  async () => {
    const { page } = opened
    await page.goto('/automations/new')
    await page.getByRole('textbox', { name: 'Name' }).first().fill('Triage')
    await page.getByRole('combobox', { name: 'Model ID' }).fill('amazon.nova-micro-v1:0')
    await page.getByRole('button', { name: 'Add field' }).click()
    const field = page.getByRole('group', { name: /^Field / })
    await field.getByRole('textbox', { name: 'Field' }).fill('items')
    await field.getByRole('combobox', { name: 'Type' }).click()
    await page.getByRole('option', { name: 'array' }).click()
    await field.getByRole('switch', { name: 'Say what is inside' }).click()
    const schema = field.getByRole('textbox', { name: 'JSON Schema of what is inside' })
    const write = async (text: string) => {
      await schema.click()
      await page.keyboard.press('Control+a')
      await page.keyboard.insertText(text)
    }
    const fields = page.getByRole('textbox', { name: 'Additional model request fields' })
    const writeFields = async (text: string) => {
      await fields.click()
      await page.keyboard.press('Control+a')
      await page.keyboard.insertText(text)
    }
    await write('["no schema"]')
    await field.getByText('A JSON Schema is an object: { … }.').waitFor()
    await page.getByRole('button', { name: 'Save draft' }).click()
    await page.getByRole('tab', { name: /^Checks/ }).click()
    await page.getByRole('tabpanel').getByText('steps.0.output.fields.0.schema').waitFor()
    expect(page.url()).toMatch(/\/automations\/new$/)
    await write('{ "items": { "type": "text" } }')
    await field.getByText(/This is not a valid JSON Schema/).waitFor()
    await write('{ "items": { "type": "object", "properties": { "sku": { "type": "string" } } } }')
    await writeFields('{"thinking": {"type": "enabled", "budget_tokens": 10}}')
    await page.getByText('thinking.budget_tokens must be a whole number of at least 1024').first().waitFor() // prettier-ignore
    await writeFields('{"inferenceConfig": {"topK": 20}}')
    await page.getByText('Ready to publish').waitFor()
    await page.getByRole('switch', { name: 'Allow other fields' }).click()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Save draft' }).click()
    await page.waitForURL(/\/automations\/aut_/)
    await page.reload()
    await field.getByText('"sku"').waitFor()
    expect(await page.getByRole('switch', { name: 'Allow other fields' }).isChecked()).toBe(false)
    await fields.getByText('"topK"').waitFor()
    await page.getByText('JSON', { exact: true }).click()
    await page.getByText('"other_fields"').waitFor()
  },
)

it('chooses a service in a raw request, and says so of one that is not ready', async () => {
  const { page } = opened
  await makeServices(opened)
  await page.goto('/automations/new')
  await choose('Send a raw request to a Bedrock model')
  await page.getByText('Unchecked is not offered').waitFor()
  const service = page.getByRole('combobox', { name: 'Service' })
  await service.click()
  await page.getByRole('option').first().waitFor()
  expect(await page.getByRole('option').allInnerTexts()).toEqual(['Fast · Bedrock emulator'])
  await page.getByRole('option', { name: /^Fast/ }).click()
  await page.getByText('Asks amazon.nova-micro-v1:0.').waitFor()
  expect(await page.getByRole('combobox', { name: 'Model ID' }).count()).toBe(0)
  await page.getByText('"guardrail"').waitFor()
  await page.getByRole('radiogroup', { name: 'Guardrail' }).getByText('None').click()
  await expect.poll(() => page.getByText('"guardrail"').count()).toBe(0)
  expect(await axeFindings(page)).toEqual([])
})

it('tells what a check of a flow could not see, and lets it be published', async () => {
  const { page, outcrop } = opened
  await setFaults(outcrop.emulatorUrl, [
    { operation: 'GetFlowAlias', error: 'AccessDeniedException' },
  ])
  await page.goto('/automations/new')
  await page.getByRole('textbox', { name: 'Name' }).first().fill('Scored by a flow')
  await choose('Send data to a Bedrock flow')
  const flow = 'arn:aws:bedrock:us-east-1:111122223333:flow/CONVFLOW01/alias/CONVLIVE01'
  await page.getByRole('textbox', { name: 'Flow alias ARN' }).fill(flow)
  await page.getByRole('tab', { name: /^Checks/ }).click()
  const notes = page.getByRole('list', { name: 'Good to know' })
  await notes.getByText('The flow could not be looked at').waitFor()
  await page.getByText('Ready to publish').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await setFaults(outcrop.emulatorUrl, [])
})

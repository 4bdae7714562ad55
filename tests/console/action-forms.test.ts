import { afterAll, beforeAll, expect, it } from 'vitest'
import { axeFindings } from './testing/axe-findings.ts'
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

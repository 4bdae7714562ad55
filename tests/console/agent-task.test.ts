import { afterAll, beforeAll, expect, it } from 'vitest'
import { axeFindings } from './testing/axe-findings.ts'
import { openConsole, signInByLink, type OpenConsole } from './testing/open-console.ts'

let opened: OpenConsole
beforeAll(async () => {
  opened = await openConsole()
  await signInByLink(opened.page, opened.outcrop.link)
}, 120_000)
afterAll(() => opened.close())

it(
  'answers what an agent hands over, and shows what the agent did',
  { timeout: 60_000 },
  async () => {
    const { page } = opened
    await page.goto('/automations/new')
    await page.getByRole('textbox', { name: 'Name' }).first().fill('Refunds')
    await page.getByRole('combobox', { name: 'What to do' }).click()
    await page.getByRole('option', { name: 'Run agent task' }).click()
    await page.getByRole('combobox', { name: 'AI agent' }).click()
    await page.getByRole('option', { name: 'Shop support' }).click()
    const task = page.getByRole('textbox', { name: 'Task definition' })
    await task.click()
    await page.keyboard.insertText('Please refund order 4711')
    await page.getByRole('button', { name: 'Add to answers to returned actions' }).click()
    await page.getByText('Must not be empty.').first().waitFor()
    await page.getByRole('textbox', { name: 'Action' }).fill('Refunds.issue_refund')
    await page.getByRole('textbox', { name: 'Answer', exact: true }).fill('{"refunded": true}')
    await page.getByRole('tab', { name: 'Try it' }).click()
    await page.getByRole('button', { name: 'Try it' }).click()
    await page.getByRole('tab', { name: 'Trace' }).click()
    await page.getByText('Calls Refunds · issue_refund(order_id: 4711)').waitFor()
    await page.getByText('The action returned {"refunded": true}').waitFor()
    expect(await axeFindings(page)).toEqual([])
    expect(opened.faults).toEqual([])
  },
)

it('asks for the record of a session that runs share', { timeout: 60_000 }, async () => {
  const { page } = opened
  const key = page.getByRole('textbox', { name: 'Record key' })
  expect(await key.count()).toBe(0)
  await page.getByRole('combobox', { name: 'Session' }).click()
  await page.getByRole('option', { name: 'Record' }).click()
  await key.click()
  await page.keyboard.insertText('order')
  await page.getByRole('tab', { name: /^Checks/ }).click()
  await page.getByText('This key is the same in every run').first().waitFor()
  await page.keyboard.press('Escape')
  expect(await axeFindings(page)).toEqual([])
})

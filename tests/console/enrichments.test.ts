import { afterAll, beforeAll, expect, it } from 'vitest'
import { axeFindings } from './testing/axe-findings.ts'
import { openConsole, signInByLink, type OpenConsole } from './testing/open-console.ts'
import { sendEvent } from './testing/send-event.ts'

let open: OpenConsole

beforeAll(async () => {
  open = await openConsole()
  await signInByLink(open.page, open.outcrop.link)
}, 120_000)

afterAll(() => open.close())

async function begin(name: string, type: string): Promise<void> {
  const { page } = open
  await page.goto('/attributes/new')
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await choose('Type', type)
}

async function choose(label: string, option: string): Promise<void> {
  const { page } = open
  await page.getByRole('combobox', { name: label, exact: true }).first().click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

async function save(name: string): Promise<void> {
  await open.page.getByRole('button', { name: 'Save attribute' }).click()
  await open.page.getByRole('link', { name, exact: true }).waitFor()
}

it('keeps what visits were like, and sums up those of the last month', { timeout: 90_000 }, async () => {
  const { page, outcrop } = open
  await begin('visit_history', 'Timeline')
  await choose('When', 'A visit has ended')
  await page.getByRole('combobox', { name: 'Attributes of visitor and visit to keep with it' }).click()
  await page.getByRole('option', { name: 'Event count', exact: true }).click()
  await page.keyboard.press('Escape')
  expect(await axeFindings(page)).toEqual([])
  await save('visit_history')

  await begin('events_of_the_month', 'Number')
  await choose('When', 'A visit has ended')
  await choose('Change', 'Sum up or average')
  await choose('Attribute', 'visit_history')
  await page.getByRole('combobox', { name: 'Captured attribute' }).fill('event_count')
  await page.getByRole('textbox', { name: 'Only of the last' }).fill('30')
  await choose('Unit of time', 'Days')
  expect(await axeFindings(page)).toEqual([])
  await save('events_of_the_month')

  await begin('signed_up', 'Date')
  await choose('Change', 'Read a date')
  await page.getByRole('combobox', { name: 'Attribute' }).fill('since')
  await choose('Written as', 'A pattern')
  await page.getByRole('textbox', { name: 'Pattern' }).fill('dd/QQ/yyyy')
  await page.getByRole('button', { name: 'Save attribute' }).click()
  await page.getByText('"QQ" means nothing in it').first().waitFor()
  await page.getByRole('textbox', { name: 'Pattern' }).fill('dd/MM/yyyy')
  await save('signed_up')

  const visit = (more: object) => sendEvent(outcrop.url, { tealium_event: 'view', tealium_visitor_id: 'regular', ...more })
  await visit({ since: '03/02/2020' })
  await visit({ kill_visitor_session: true })
  await visit({ kill_visitor_session: true })
  await page.goto('/visitors')
  await page.getByRole('link', { name: 'regular', exact: true }).click()
  await page.getByRole('row', { name: /events_of_the_month 3/ }).waitFor()
  await page.getByRole('row', { name: /signed_up .*2020/ }).waitFor()
}) // prettier-ignore

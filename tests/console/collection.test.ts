import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFindings } from './testing/axe-findings.ts'
import { openConsole, signInByLink, type OpenConsole } from './testing/open-console.ts'
import { sendEvent } from './testing/send-event.ts'

let open: OpenConsole

beforeAll(async () => {
  open = await openConsole()
  await signInByLink(open.page, open.outcrop.link)
}, 120_000)

afterAll(() => open.close())

describe('data sources', () => {
  it('creates one with a key of its own, and shows how to send with it', async () => {
    const { page } = open
    await page.getByRole('link', { name: 'Data sources' }).click()
    await page.getByText('No data source yet').waitFor()
    await page.getByRole('link', { name: 'New data source' }).first().click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Web shop')
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Save data source' }).click()
    await page.getByRole('heading', { name: 'Web shop', level: 1 }).waitFor()
    await page.getByText('none yet').waitFor()
    const key = await page.getByRole('region', { name: 'key' }).innerText()
    expect(key).toMatch(/^[2-9a-z]{12}$/)
    const command = page.getByRole('region', { name: 'command' })
    expect(await command.innerText()).toContain(`"tealium_datasource":"${key}"`)
  })

  it('counts what it sends', async () => {
    const { page, outcrop } = open
    const tealium_datasource = await page.getByRole('region', { name: 'key' }).innerText()
    await sendEvent(outcrop.url, { tealium_event: 'page_view', tealium_datasource })
    await sendEvent(outcrop.url, { tealium_event: 'page_view', tealium_datasource })
    await page.getByRole('img', { name: 'Chart: 2 events by hour.' }).waitFor()
    await page.getByText('30 days', { exact: true }).last().click()
    await page.getByRole('img', { name: 'Chart: 2 events by day.' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
  })

  it('takes events with an unknown key, and makes a source of it', async () => {
    const { page, outcrop } = open
    await sendEvent(outcrop.url, { tealium_event: 'page_view', tealium_datasource: 'kiosk' })
    await page.getByRole('link', { name: 'Events' }).click()
    await page.getByText('Unknown source').waitFor()
    await page.getByRole('link', { name: 'Data sources' }).click()
    await page.getByRole('link', { name: 'Make a data source of kiosk' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Kiosk in the hall')
    await page.getByRole('button', { name: 'Save data source' }).click()
    await page.getByRole('heading', { name: 'Kiosk in the hall', level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Events' }).click()
    await page.getByRole('main').getByRole('link', { name: 'page_view' }).first().click()
    await page.getByRole('main').getByRole('link', { name: 'Kiosk in the hall' }).waitFor()
  })

  it('deletes one, and its key is unknown again', async () => {
    const { page } = open
    await page.getByRole('main').getByRole('link', { name: 'Kiosk in the hall' }).click()
    await page.getByRole('button', { name: 'Delete data source' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete data source' }).click()
    await page.getByRole('heading', { name: 'Data sources', level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Web shop' }).waitFor()
    expect(await page.getByRole('link', { name: 'Kiosk in the hall' }).count()).toBe(0)
  })
})

it('breaks no rule of the browser', () => {
  expect(open.faults).toEqual([])
})

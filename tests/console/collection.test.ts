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
    await page.getByRole('main').getByRole('link', { name: 'Web shop' }).waitFor()
    await page.getByRole('link', { name: 'New data source' }).first().click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Till')
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Save data source' }).click()
    await page.getByRole('heading', { name: 'Till', level: 1 }).waitFor()
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
    await page.getByRole('heading', { name: 'Events', level: 1 }).waitFor()
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
    await page.getByRole('link', { name: 'Till' }).waitFor()
    // The list of before is shown until the new one is there.
    await page.getByRole('link', { name: 'Kiosk in the hall' }).waitFor({ state: 'detached' })
  })
})

describe('specifications', () => {
  const purchase = { tealium_event: 'purchase', order_id: 'R1', order_total: 12.5 }

  it('makes one from an event, with its attributes', async () => {
    const { page, outcrop } = open
    await sendEvent(outcrop.url, { ...purchase, coupon: 'SPRING' })
    await sendEvent(outcrop.url, purchase)
    await page.getByRole('link', { name: 'Specifications' }).click()
    await page.getByRole('main').getByRole('link', { name: 'checkout_started' }).waitFor()
    await page.getByRole('link', { name: 'Make a specification of purchase' }).click()
    const name = page.getByRole('textbox', { name: 'Event name' })
    await name.waitFor()
    expect(await name.inputValue()).toBe('purchase')
    const total = page.getByRole('group', { name: 'Attribute order_total' })
    expect(await total.getByRole('combobox', { name: 'Type' }).inputValue()).toBe('Number')
    expect(await total.getByRole('checkbox', { name: 'Required' }).isChecked()).toBe(true)
    const coupon = page.getByRole('group', { name: 'Attribute coupon' })
    expect(await coupon.getByRole('checkbox', { name: 'Required' }).isChecked()).toBe(false)
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Save specification' }).click()
    await page.getByRole('heading', { name: 'purchase', level: 1 }).waitFor()
  })

  it('counts how events keep to it', async () => {
    const { page, outcrop } = open
    await sendEvent(outcrop.url, purchase)
    await sendEvent(outcrop.url, { ...purchase, colour: 'red' })
    await sendEvent(outcrop.url, { ...purchase, order_total: 'much' })
    const chart = 'Chart: events by hour, 1 valid, 1 warn, 1 invalid.'
    await page.getByRole('img', { name: chart }).waitFor()
    expect(await axeFindings(page)).toEqual([])
  })

  it('says on the event what is wrong with it', async () => {
    const { page } = open
    await page.getByRole('link', { name: 'Show its events' }).click()
    const invalid = page.getByRole('row', { name: /purchase Invalid/ })
    await invalid.getByRole('link', { name: 'purchase' }).click()
    await page.getByText('order_total is not a number').waitFor()
    expect(await axeFindings(page)).toEqual([])
  })

  it('shows a mistake at its place, and judges by what was corrected', async () => {
    const { page } = open
    await page.getByRole('main').getByRole('link', { name: 'Specification', exact: true }).click()
    await page.getByRole('button', { name: 'Add attribute' }).click()
    const added = page.getByRole('group', { name: 'Attribute new' })
    await added.getByRole('combobox', { name: 'Name' }).fill('coupon')
    await page.getByRole('button', { name: 'Save specification' }).click()
    await page.getByText('"coupon" is listed twice.').waitFor()
    await page.getByRole('button', { name: 'Remove attribute coupon' }).last().click()
    const total = page.getByRole('group', { name: 'Attribute order_total' })
    await total.getByRole('combobox', { name: 'Type' }).click()
    await page.getByRole('option', { name: 'Text', exact: true }).click()
    await page.getByRole('button', { name: 'Save specification' }).click()
    await page.getByText('Specification saved.').waitFor()
    await page.getByRole('link', { name: 'Show its events' }).click()
    await page
      .getByRole('row', { name: /purchase Invalid/ })
      .first()
      .waitFor()
    await page
      .getByRole('row', { name: /purchase Valid/ })
      .first()
      .waitFor()
  })
})

describe('feeds that ask for more than a condition', () => {
  it('are made of a specification, and of one verdict on its events', async () => {
    const { page } = open
    await page.getByRole('link', { name: 'Specifications' }).click()
    await page
      .getByRole('main')
      .getByRole('link', { name: 'purchase', exact: true })
      .first()
      .click()
    await page.getByRole('link', { name: 'Make a feed of these' }).click()
    const specification = page.getByRole('combobox', { name: 'Specification' })
    await specification.waitFor()
    expect(await specification.inputValue()).toBe('purchase')
    await page.getByRole('textbox', { name: 'Name' }).fill('Broken orders')
    await page.getByRole('checkbox', { name: 'No spec' }).check()
    await page.getByRole('button', { name: 'Save feed' }).click()
    await page.getByText('none of them has the verdict "none"').waitFor()
    await page.getByRole('checkbox', { name: 'No spec' }).uncheck()
    await page.getByRole('checkbox', { name: 'Invalid' }).check()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Save feed' }).click()
    await page.getByText('every event · specification purchase · invalid').waitFor()
  })

  it('show what they ask for, and say at the field that a name is taken', async () => {
    const { page } = open
    await page.getByRole('main').getByRole('link', { name: 'Broken orders' }).click()
    await page.getByRole('checkbox', { name: 'Invalid' }).waitFor()
    expect(await page.getByRole('checkbox', { name: 'Invalid' }).isChecked()).toBe(true)
    const name = page.getByRole('textbox', { name: 'Name' })
    await name.fill('All Events')
    await page.getByRole('button', { name: 'Save feed' }).click()
    await page.getByText('has a feed named "All Events" already').waitFor()
    expect(await name.getAttribute('aria-invalid')).toBe('true')
    // Notices of what was saved before are outside of the page.
    expect(await page.getByRole('main').getByRole('alert').count()).toBe(0)
    await name.fill('Broken orders')
  })

  it('are made of events that are filtered, by an address that keeps the filter', async () => {
    const { page } = open
    await page.getByRole('link', { name: 'Events' }).click()
    await page.getByRole('combobox', { name: 'Verdict' }).click()
    await page.getByRole('option', { name: 'Invalid' }).click()
    await page
      .getByRole('row', { name: /purchase Invalid/ })
      .first()
      .waitFor()
    await page.waitForURL(/verdict=invalid/)
    await page.reload()
    await page
      .getByRole('row', { name: /purchase Invalid/ })
      .first()
      .waitFor()
    expect(await page.getByRole('row', { name: /Valid/ }).count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('link', { name: 'Make a feed of these' }).click()
    await page.getByRole('checkbox', { name: 'Invalid' }).waitFor()
    expect(await page.getByRole('checkbox', { name: 'Invalid' }).isChecked()).toBe(true)
  })

  it('tell events without a source from the rest', async () => {
    const { page } = open
    await page.getByRole('link', { name: 'Data sources' }).click()
    await page.getByRole('link', { name: 'No source, in demo/shop' }).click()
    await page
      .getByRole('row', { name: /purchase/ })
      .first()
      .waitFor()
    expect(await page.getByRole('row', { name: /page_view/ }).count()).toBe(0)
    await page.getByRole('link', { name: 'Make a feed of these' }).click()
    await page.getByText('tealium_datasource').first().waitFor()
  })
})

it('breaks no rule of the browser', () => {
  expect(open.faults).toEqual([])
})

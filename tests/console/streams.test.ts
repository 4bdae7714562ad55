import { routes } from '@outcrop/contract'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { axeFindings } from './testing/axe-findings.ts'
import { makeInShop } from './testing/make-in-shop.ts'
import { openConsole, signInByLink, type OpenConsole } from './testing/open-console.ts'
import { sendEvent } from './testing/send-event.ts'

let open: OpenConsole

const customer = 'customer-4711'

beforeAll(async () => {
  open = await openConsole()
  await signInByLink(open.page, open.outcrop.link)
  await makeInShop(open.page, routes.createAttribute.path, {
    name: 'customer_number',
    title: 'Customer number',
    scope: 'visitor',
    type: 'visitor_id',
    enrichments: [{ change: { kind: 'set', to: { scope: 'event', attribute: 'customer' } } }],
  })
}, 120_000)

afterAll(() => open.close())

it('makes a cooldown group, and puts an action with caps and a delay into it', { timeout: 60_000 }, async () => {
  const { page } = open
  await page.getByRole('link', { name: 'Cooldown groups' }).click()
  await page.getByRole('button', { name: 'New group' }).first().click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Offers')
  await page.getByRole('textbox', { name: 'Rests for' }).fill('48')
  await page.keyboard.press('Enter')
  await page.getByRole('row', { name: /Offers 48 h none yet/ }).waitFor()
  await page.getByRole('link', { name: 'Automations' }).click()
  await page.getByRole('main').getByRole('link', { name: 'Conversion score' }).click()
  await page.getByRole('combobox', { name: 'Cooldown group' }).click()
  await page.getByRole('option', { name: 'Offers' }).click()
  await page.getByRole('textbox', { name: 'Priority' }).fill('7')
  const later = page.getByRole('group', { name: 'Start later' })
  await later.getByRole('switch').check()
  await later.getByRole('combobox', { name: 'Unit' }).click()
  await page.getByRole('option', { name: 'days' }).click()
  await later.getByRole('textbox', { name: 'Delay' }).fill('3')
  const cap = page.getByRole('group', { name: 'Cap over all visitors' })
  await cap.getByRole('switch').check()
  await cap.getByRole('textbox', { name: 'Starts' }).fill('500')
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByText('Version 2', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'Cooldown groups' }).click()
  await page.getByRole('link', { name: 'Conversion score (7)' }).waitFor()
}) // prettier-ignore

it('follows two visitors who turn out to be one, leaves the trace and comes back', { timeout: 60_000 }, async () => {
  const { page, outcrop } = open
  await page.getByRole('link', { name: 'Live trace' }).click()
  await page.getByRole('button', { name: 'Start trace' }).click()
  await page.getByRole('heading', { name: /^Trace / }).waitFor()
  const tealium_trace_id = new URL(page.url()).searchParams.get('id') ?? ''
  const send = (event: object) => sendEvent(outcrop.url, { tealium_trace_id, ...event })
  const lines = page.getByRole('log', { name: 'Trace lines' })
  await send({ tealium_event: 'add_to_cart', tealium_visitor_id: 'known', customer, cart_total: 'much' })
  await lines.getByText('cart_value: "much" is no number.').waitFor()
  await lines.getByText('1 Delayed').waitFor()
  await page.getByRole('button', { name: 'Pause' }).click()
  await send({ tealium_event: 'product_view', tealium_visitor_id: 'anonymous', customer })
  await page.getByRole('button', { name: /^Resume \([1-9]/ }).waitFor()
  expect(await lines.getByText('Received Event: product_view').count()).toBe(0)
  await page.getByRole('link', { name: 'Leave' }).click()
  await page.getByRole('textbox', { name: 'Trace id' }).fill(tealium_trace_id)
  await page.keyboard.press('Enter')
  await lines.getByText('Visitor Stitched').waitFor()
  await lines.locator('li:not(:has(li))', { hasText: 'Enriched Visitor Profile' }).first().getByRole('button', { name: 'Show detail' }).click()
  await lines.getByRole('table', { name: 'Changed attributes' }).getByRole('row', { name: /lifetime_event_count/ }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'End trace' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'End trace' }).click()
  await page.getByText('This trace has ended').waitFor()
}) // prettier-ignore

it('cancels a start that waits for its time', async () => {
  const { page } = open
  await page.getByRole('link', { name: 'Visitors' }).click()
  await page.getByRole('main').getByRole('link', { name: 'known', exact: true }).click()
  await page.getByText('Also known as').waitFor()
  const delays = page.getByRole('region', { name: 'Delayed starts' })
  await delays.getByRole('button', { name: 'Cancel the start for known' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel start' }).click()
  await delays.getByText('cancelled').waitFor()
  expect(await delays.getByRole('button').count()).toBe(0)
})

it('exports a visitor under all of its ids, and erases it', { timeout: 60_000 }, async () => {
  const { page } = open
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export visitor' }).click()
  const exported = await readFile(await (await download).path(), 'utf8')
  expect(JSON.parse(exported)).toMatchObject({ visitor: { stitched_ids: expect.arrayContaining(['anonymous', customer]) } }) // prettier-ignore
  await page.getByRole('button', { name: 'Erase visitor' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Erase visitor' }).click()
  await page.getByText(/The visitor is erased, with \d+ events/).waitFor()
  await page.getByRole('heading', { name: 'Visitors', level: 1 }).waitFor()
  await page.goto('/visitors?id_prefix=known')
  await page.getByText('No visitor matches').waitFor()
})

it('fills a new audience with visitors who were there before it', { timeout: 60_000 }, async () => {
  const { page, outcrop } = open
  await Promise.all(['one', 'two'].map((id) => sendEvent(outcrop.url, { tealium_event: 'search', tealium_visitor_id: id }))) // prettier-ignore
  await page.goto('/audiences/new')
  await page.getByRole('textbox', { name: 'Name' }).fill('Everyone')
  const row = page.getByRole('group', { name: 'Comparison 1' })
  await row.getByRole('combobox', { name: 'Attribute' }).click()
  await page.getByRole('option', { name: 'Lifetime event count' }).click()
  await row.getByRole('textbox', { name: 'Value' }).fill('1')
  await page.getByRole('button', { name: 'Save audience' }).click()
  await page.getByText('2 visitors', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'Show its visitors' }).click()
  await page.getByRole('main').getByRole('link', { name: 'two', exact: true }).waitFor()
})

it('leaves the focus where the work is when a row is removed with the keyboard', async () => {
  const { page } = open
  await page.goto('/audiences/new')
  await page.getByRole('button', { name: 'Remove comparison 1' }).press('Enter')
  await page.getByText('Nothing is demanded: every visitor.').waitFor()
  await page
    .getByRole('radio', { name: 'Any (or)' })
    .and(page.locator(':focus'))
    .waitFor({ state: 'attached' })
})

it('breaks no rule of the browser', () => {
  expect(open.faults).toEqual([])
})

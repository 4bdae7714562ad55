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

const id = 'visitor/with a slash'
const purchase = { tealium_event: 'purchase', tealium_visitor_id: id, order_total: 420 }

describe('from an attribute to an answer', () => {
  it('creates an attribute that adds up orders', { timeout: 60_000 }, async () => {
    const { page } = open
    await page.getByRole('link', { name: 'Attributes' }).click()
    await page.getByRole('link', { name: 'Lifetime visit count' }).waitFor()
    await page.getByRole('link', { name: 'New attribute' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('purchased_value')
    await page.getByRole('textbox', { name: 'Title' }).fill('Purchased value')
    const rule = page.getByRole('group', { name: 'Enrichment 1' })
    await rule.getByRole('combobox', { name: 'Change' }).click()
    await page.getByRole('option', { name: 'Increase by' }).click()
    const by = rule.getByRole('group', { name: 'By' })
    await by.getByRole('combobox', { name: 'Source' }).click()
    await page.getByRole('option', { name: 'Event attribute' }).click()
    await by.getByRole('combobox', { name: 'Attribute' }).fill('order_total')
    await rule.getByRole('button', { name: 'Add condition' }).click()
    const only = rule.getByRole('group', { name: 'Comparison 1' })
    await only.getByRole('combobox', { name: 'Scope' }).click()
    await page.getByRole('option', { name: 'Event', exact: true }).click()
    await only.getByRole('combobox', { name: 'Attribute' }).fill('tealium_event')
    await only.getByRole('textbox', { name: 'Value' }).fill('purchase')
    await page.getByText('In words: tealium_event of the event equals "purchase"').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Save attribute' }).click()
    await page.getByRole('link', { name: 'Purchased value' }).waitFor()
  })

  it('shows what the server finds at its place, and creates an audience', async () => {
    const { page } = open
    await page.getByRole('link', { name: 'Audiences' }).click()
    await page.getByRole('link', { name: 'New audience' }).first().click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Big spenders')
    const row = page.getByRole('group', { name: 'Comparison 1' })
    await row.getByRole('combobox', { name: 'Attribute' }).click()
    await page.getByRole('option', { name: 'Purchased value' }).click()
    await page.getByRole('button', { name: 'Save audience' }).click()
    await row.getByText('Give the number to compare with.').waitFor()
    await row.getByRole('textbox', { name: 'Value' }).fill('400')
    await page.getByText('In words: Purchased value is at least 400').waitFor()
    await page.getByRole('status', { name: 'Size' }).getByText('It takes in 0 of').waitFor()
    await page.getByRole('button', { name: 'Save audience' }).click()
    await page.getByText('0 visitors', { exact: true }).waitFor()
  })

  it(
    'publishes an automation on joining, with an attribute as parameter',
    { timeout: 60_000 },
    async () => {
      const { page } = open
      await page.getByRole('link', { name: 'New action on this audience' }).click()
      const starts = page.getByRole('combobox', { name: 'Starts when' })
      expect(await starts.inputValue()).toBe('A visitor joins an audience')
      await page.getByRole('textbox', { name: 'Name' }).fill('Thank the visitor')
      await page.getByRole('combobox', { name: 'Model ID' }).fill('amazon.nova-micro-v1:0')
      await page.getByRole('button', { name: 'Add parameter' }).click()
      const parameter = page.getByRole('group', { name: 'Parameter new' })
      await parameter.getByRole('combobox', { name: 'From' }).click()
      await page.getByRole('option', { name: 'Attribute of the visitor' }).click()
      await parameter.getByRole('combobox', { name: 'Attribute' }).click()
      await page.getByRole('option', { name: 'Purchased value' }).click()
      await parameter.getByRole('textbox', { name: 'Parameter' }).fill('spent')
      await page.getByRole('switch', { name: 'Add visitor profile' }).check()
      await page.getByRole('switch', { name: 'Add current visit' }).check()
      const prompt = page.getByRole('textbox', { name: 'Prompt' })
      await prompt.click()
      await page.keyboard.press('Control+End')
      await page.keyboard.type('Spent so far: {{ spent }}')
      expect(await axeFindings(page)).toEqual([])
      await page.getByRole('button', { name: 'Publish' }).click()
      await page.getByText('Version 1', { exact: true }).waitFor()
      await page.goto('/automations')
      await page.getByRole('cell', { name: 'Visitor joins Big spenders' }).waitFor()
    },
  )

  it(
    'shows the visitor with attribute, audience, visit, event and run',
    { timeout: 60_000 },
    async () => {
      const { page, outcrop } = open
      await sendEvent(outcrop.url, purchase)
      await page.goto(`/visitors?id_prefix=${encodeURIComponent('visitor/')}`)
      await page.getByRole('main').getByRole('link', { name: id }).click()
      await page.getByRole('heading', { name: id, level: 1 }).waitFor()
      const kept = page.getByRole('table', { name: 'Attributes of the visitor' })
      await kept.getByRole('row', { name: 'Purchased value 420' }).waitFor()
      const joined = page.getByRole('region', { name: 'Audiences' })
      await joined.getByRole('link', { name: 'Big spenders' }).waitFor()
      await page.getByRole('region', { name: 'Visit' }).getByText('Going on').waitFor()
      await page.getByRole('region', { name: 'Events' }).getByRole('link', { name: 'purchase' }).waitFor() // prettier-ignore
      const runs = page.getByRole('region', { name: 'Runs' })
      await runs.getByText('Succeeded', { exact: true }).first().waitFor()
      expect(await axeFindings(page)).toEqual([])
      await runs.getByRole('link', { name: 'Thank the visitor' }).click()
      await page.getByRole('tab', { name: 'Rendered prompt' }).click()
      await page
        .getByRole('region', { name: 'user message' })
        .getByText('Spent so far: 420')
        .waitFor()
    },
  )

  it(
    'shows the action on the visitor, with the mapping of another one, and how it did',
    { timeout: 60_000 },
    async () => {
      const { page } = open
      await page.goto('/automations')
      await page.getByRole('main').getByRole('link', { name: 'Thank the visitor' }).click()
      await page.getByText(`Shown on ${id}, as it is now`).waitFor()
      const parameter = page.getByRole('group', { name: 'Parameter spent' })
      await parameter.getByText('= 420').waitFor()
      await page.getByRole('button', { name: 'Copy from another action' }).click()
      await page.getByRole('menuitem', { name: 'Next best offer' }).click()
      await page.getByRole('group', { name: 'Parameter favorite_category' }).waitFor()
      await parameter.getByText('= 420').waitFor()
      expect(await axeFindings(page)).toEqual([])
      await page.getByText('Metrics', { exact: true }).click()
      await page.getByRole('img', { name: /^Chart: 1 runs by hour/ }).waitFor()
      await page.getByText('Nothing went wrong in this time.').waitFor()
      await page.getByText('Custom', { exact: true }).click()
      await page.getByRole('img', { name: /^Chart: 1 runs by day/ }).waitFor()
      expect(await axeFindings(page)).toEqual([])
      await page.getByText('Form', { exact: true }).click()
      await page.getByRole('group', { name: 'Parameter favorite_category' }).waitFor()
    },
  )

  it('counts the visitor, and finds nobody else in the audience', async () => {
    const { page, outcrop } = open
    await sendEvent(outcrop.url, { ...purchase, tealium_visitor_id: 'poor', order_total: 1 })
    await page.goto('/audiences')
    await page.getByRole('row', { name: /Big spenders/ }).getByRole('link', { name: '1', exact: true }).click() // prettier-ignore
    const found = page.getByRole('main').getByRole('link', { name: id })
    await found.waitFor()
    expect(await page.getByRole('main').getByRole('link', { name: 'poor' }).count()).toBe(0)
  })

  it('finds visitors by what is kept of them, and says how many it looked at', async () => {
    const { page } = open
    await page.goto('/visitors')
    await page.getByRole('button', { name: 'Search by attributes' }).click()
    const row = page.getByRole('group', { name: 'Comparison 1' })
    await row.getByRole('combobox', { name: 'Attribute' }).click()
    await page.getByRole('option', { name: 'Purchased value' }).click()
    await row.getByRole('textbox', { name: 'Value' }).focus()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    await row.getByText('Give the number to compare with.').waitFor()
    expect(await page.getByRole('button', { name: 'Search', exact: true }).isDisabled()).toBe(true)
    await row.getByRole('textbox', { name: 'Value' }).fill('400')
    await page.keyboard.press('Enter')
    await page.getByText(/Looked at \d+ visitors by id, and at all that there are/).waitFor()
    await page.getByRole('main').getByRole('link', { name: id }).waitFor()
    expect(await page.getByRole('main').getByRole('link', { name: 'poor' }).count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])
  })

  it('follows joining in a live trace', async () => {
    const { page } = open
    await page.getByRole('link', { name: 'Live trace' }).click()
    await page.getByRole('button', { name: 'Start trace' }).click()
    const editor = page.getByRole('textbox', { name: 'Event' })
    await editor.click()
    await page.keyboard.press('Control+a')
    const shop = { tealium_account: 'demo', tealium_profile: 'shop' }
    await page.keyboard.insertText(
      JSON.stringify({ ...shop, ...purchase, tealium_visitor_id: 'traced' }),
    )
    await page.getByRole('button', { name: 'Send event', exact: true }).click()
    const lines = page.getByRole('log', { name: 'Trace lines' })
    await lines.getByText('audience', { exact: true }).first().waitFor()
    await lines.getByText('visitor', { exact: true }).first().waitFor()
    await page.getByRole('button', { name: 'End the visit' }).click()
    await lines.getByText('Visitor Session Ended').waitFor()
  })

  it(
    'replays the trace line by line, and sends its events again',
    { timeout: 60_000 },
    async () => {
      const { page } = open
      const recorded = page.url()
      await page.getByText('Action Succeeded').first().waitFor()
      await page.getByRole('button', { name: 'Replay', exact: true }).click()
      const replay = page.getByRole('group', { name: 'Replay' })
      await replay.getByText('20×').click()
      await replay.getByRole('button', { name: 'To the start' }).click()
      await replay.getByText(/^0 of \d+ lines/).waitFor()
      await replay.getByRole('button', { name: 'Next line' }).click()
      await replay.getByText(/^1 of \d+ lines/).waitFor()
      await replay.getByRole('button', { name: 'Play', exact: true }).click()
      await page.getByText('Action Succeeded').first().waitFor()
      expect(await axeFindings(page)).toEqual([])
      await replay.getByRole('button', { name: 'Close replay' }).click()
      await page.getByRole('button', { name: 'Send events again' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Send events again' }).click()
      await page.waitForURL((url) => url.href !== recorded)
      await page.getByText('Received Event: purchase').first().waitFor()
    },
  )

  it('deletes nothing that is used, and says by what', async () => {
    const { page } = open
    await page.goto('/audiences')
    await page.getByRole('link', { name: 'Big spenders' }).click()
    await page.getByRole('button', { name: 'Delete audience' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete audience' }).click()
    await page.getByRole('dialog').getByText('is used by "Thank the visitor"').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Back' }).click()
    await page.goto('/attributes')
    await page.getByRole('link', { name: 'Purchased value' }).click()
    await page.getByText('JSON', { exact: true }).click()
    await page.getByRole('textbox', { name: 'Attribute' }).getByText('"increment"').waitFor()
    await page.getByRole('textbox', { name: 'Attribute' }).click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('x')
    await page.getByRole('button', { name: 'Save attribute', disabled: true }).waitFor()
    await page.keyboard.press('Backspace')
    await page.getByRole('button', { name: 'Delete attribute' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete attribute' }).click()
    await page
      .getByRole('dialog')
      .getByText(/is used by .*Big spenders/)
      .waitFor()
  })

  it('breaks no rule of the browser', () => {
    expect(open.faults).toEqual([])
  })
})

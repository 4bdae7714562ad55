import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openConsole, signInByLink, type OpenConsole } from './testing/open-console.ts'
import { sendEvent } from './testing/send-event.ts'
import { setFaults } from './testing/set-faults.ts'

let open: OpenConsole

beforeAll(async () => {
  open = await openConsole()
  await signInByLink(open.page, open.outcrop.link)
}, 120_000)

afterAll(() => open.close())

describe('from nothing to an answer event', () => {
  it('creates a provider, tested before and after it is saved', async () => {
    const { page } = open
    await page.goto('/providers/new')
    await page.getByRole('textbox', { name: 'Name' }).fill('Local Bedrock')
    await page.getByRole('radio', { name: 'Emulator' }).check()
    await page.getByRole('button', { name: 'Test connection' }).click()
    await page.getByText('The connection works').waitFor()
    expect(await page.getByRole('img', { name: 'Passed' }).count()).toBeGreaterThan(1)
    await page.getByRole('button', { name: 'Save provider' }).click()
    await page.getByRole('heading', { name: 'Local Bedrock' }).waitFor()
    await page.getByText('Ready', { exact: true }).waitFor()
    const tested = page.waitForResponse(/\/api\/v1\/providers\/prv_\w+\/test$/)
    await page.getByRole('button', { name: 'Test connection' }).click()
    expect((await tested).ok()).toBe(true)
    await page.getByText('Tested now').waitFor()
  })

  it('explains why a connection does not work, in its own words and in those of AWS', async () => {
    const { page, outcrop } = open
    await page.goto('/providers/new')
    await page.getByRole('textbox', { name: 'Name' }).fill('Wrong secret')
    await page.getByRole('textbox', { name: 'Endpoint' }).fill(outcrop.emulatorUrl)
    await page.getByRole('textbox', { name: 'Access key id' }).fill('AKIANOBODY0000000001')
    await page.getByRole('textbox', { name: 'Secret access key' }).fill('wrong')
    await page.getByRole('button', { name: 'Test connection' }).click()
    await page.getByText('The connection does not work yet').waitFor()
    await page.getByText('AWS does not know these credentials').first().waitFor()
    await page.getByText('What AWS says').first().waitFor()
  })

  it('creates a feed with a condition of groups', async () => {
    const { page } = open
    await page.goto('/feeds/new')
    await page.getByRole('textbox', { name: 'Name' }).fill('Support and expensive carts')
    await page.getByRole('button', { name: 'Any (or)' }).or(page.getByText('Any (or)')).click()
    const first = page.getByRole('group', { name: 'Comparison 1' })
    await first.getByRole('textbox', { name: 'Value' }).fill('support_contact')
    await page.getByRole('button', { name: 'Add group' }).click()
    const second = page.getByRole('group', { name: 'Comparison 2.1' })
    await second.getByRole('combobox', { name: 'Attribute' }).fill('cart_total')
    await second.getByRole('combobox', { name: 'Operator' }).click()
    await page.getByRole('option', { name: 'is at least' }).click()
    await second.getByRole('textbox', { name: 'Value' }).fill('500')
    await page
      .getByText('tealium_event equals "support_contact" or cart_total is at least 500')
      .waitFor()
    await page.getByRole('button', { name: 'Save feed' }).click()
    await page.getByRole('link', { name: 'Support and expensive carts' }).click()
    await page.getByRole('link', { name: 'New action on this feed' }).click()
    await page.getByRole('heading', { name: 'New action' }).waitFor()
  })

  it('writes an action, with model, parameter and prompt, and sees what would be sent', async () => {
    const { page } = open
    await page.getByRole('textbox', { name: 'Name' }).fill('Mood of the visitor')
    const model = page.getByRole('combobox', { name: 'Model ID' })
    await model.fill('anthropic.claude-sonnet-4-5-20250929-v1:0')
    await page.getByText('This model cannot be called by its id alone').waitFor()
    await model.fill('amazon.nova-micro-v1:0')
    await page.getByRole('button', { name: 'Add parameter' }).click()
    await page.getByRole('combobox', { name: 'Attribute' }).fill('product_name')
    await page.getByRole('textbox', { name: 'Parameter' }).fill('last_product')
    const prompt = page.getByRole('textbox', { name: 'Prompt' })
    await prompt.click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('Product: {{ last_product }} {{ mystery')
    await page.keyboard.press('Escape')
    await page.getByText('Nothing provides these variables').waitFor()
    expect(await page.locator('.cm-unknown-variable').innerText()).toBe('mystery')
    await page.keyboard.press('Control+Shift+ArrowLeft')
    await page.keyboard.type('event_payload.')
    await page.getByRole('option', { name: /^product_price/ }).waitFor()
    await page.keyboard.type('product_price')
    await page.keyboard.press('Escape')
    await page.getByText('Product: Trail shoes 129').waitFor()
  })

  it('tries it, and nothing is kept of that', async () => {
    const { page } = open
    await page.getByRole('tab', { name: 'Try it' }).click()
    await page.getByRole('button', { name: 'Try it' }).click()
    await page.getByRole('region', { name: 'parsed output' }).getByText('visitor_score').waitFor()
    await page.getByRole('tab', { name: 'Raw answer' }).click()
    await page.getByRole('region', { name: 'raw answer' }).getByText('stopReason').waitFor()
  })

  it('publishes it', async () => {
    const { page } = open
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByText('Version 1', { exact: true }).waitFor()
    await page.getByText('Active', { exact: true }).waitFor()
    expect(page.url()).toMatch(/\/automations\/aut_/)
  })

  it('sends an event into a live trace and sees everything that happens because of it', async () => {
    const { page } = open
    await page.getByRole('link', { name: 'Live trace' }).click()
    await page.getByRole('button', { name: 'Start trace' }).click()
    await page.getByText('Live', { exact: true }).waitFor()
    const editor = page.getByRole('textbox', { name: 'Event' })
    await editor.click()
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText(
      JSON.stringify({
        tealium_account: 'demo',
        tealium_profile: 'shop',
        tealium_event: 'support_contact',
        tealium_visitor_id: 'visitor-of-the-trace',
        message: 'Where is my parcel?',
      }),
    )
    await page.getByRole('button', { name: 'Send event', exact: true }).click()
    const lines = page.getByRole('log', { name: 'Trace lines' })
    await lines.getByText('Received Event: support_contact').waitFor()
    await lines.getByText('Action Succeeded').waitFor()
    await lines.getByText('Received Event: conversion_score').waitFor()
    await lines.getByText('problem', { exact: true }).waitFor({ state: 'detached' })
  })

  it('holds a paused trace still, and shows on demand only some kinds of lines', async () => {
    const { page } = open
    const lines = page.getByRole('log', { name: 'Trace lines' })
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByRole('button', { name: 'Send event', exact: true }).click()
    await page.getByRole('button', { name: /^Resume \([1-9]/ }).waitFor()
    expect(await lines.getByText('Received Event: support_contact').count()).toBe(1)
    await page.getByRole('button', { name: /^Resume/ }).click()
    await lines.getByText('Received Event: support_contact').nth(1).waitFor()
    await lines.getByText('Answer', { exact: true }).click()
    await lines.getByText('Received Event: support_contact').first().waitFor({ state: 'detached' })
    await lines.getByText('Answer', { exact: true }).click()
  })

  it('shows the run with prompt, answer and delivery, and leads to the answer event', async () => {
    const { page } = open
    await page.getByRole('link', { name: 'Open run' }).first().click()
    await page.getByRole('heading', { name: 'Run of Mood of the visitor' }).waitFor()
    await page.getByText('Succeeded', { exact: true }).first().waitFor()
    await page.getByRole('tab', { name: 'Rendered prompt' }).click()
    await page.getByRole('region', { name: 'user message' }).getByText('Where is my').waitFor()
    await page.getByRole('tab', { name: 'Delivery' }).click()
    await page.getByRole('link', { name: 'Open the answer event' }).click()
    await page.getByRole('heading', { name: 'conversion_score' }).waitFor()
    await page.getByRole('tab', { name: 'Payload' }).click()
    const payload = page.getByRole('region', { name: 'payload' })
    await payload.getByText('"tealium_visitor_id": "visitor-of-the-trace"').waitFor()
    await page.getByRole('link', { name: 'a run, at depth 1' }).click()
    await page.getByRole('heading', { name: 'Run of Mood of the visitor' }).waitFor()
  })
})

describe('when something fails', () => {
  it('says what AWS said, who must act and what to do, and finds such runs again', async () => {
    const { page, outcrop } = open
    await setFaults(outcrop.emulatorUrl, [{ error: 'ValidationException', operation: 'Converse' }])
    await sendEvent(outcrop.url, {
      tealium_event: 'support_contact',
      tealium_visitor_id: 'unlucky',
    })
    await page.goto('/')
    await page.getByRole('link', { name: 'Bedrock refused the request' }).click()
    await page.waitForURL(/problem=invalid-request/)
    await page.getByRole('link', { name: 'Mood of the visitor' }).click()
    await page.getByText('The author of the automation must act').waitFor()
    await page.getByText('What to do:').waitFor()
    await page.getByText(/ValidationException · HTTP 400 · request /).waitFor()
  })

  it('replays the run once the cause is mended', async () => {
    const { page, outcrop } = open
    await setFaults(outcrop.emulatorUrl, [])
    await page.getByRole('button', { name: 'Replay' }).click()
    await page.getByRole('menuitem', { name: 'With the same version (1)' }).click()
    await page.getByText('Replay of').waitFor()
    await page.getByText('Succeeded', { exact: true }).first().waitFor()
  })

  it('keeps the filters of runs in the address', async () => {
    const { page } = open
    await page.goto('/runs')
    await page.getByRole('textbox', { name: 'Visitor id' }).fill('unlucky')
    await page.waitForURL(/visitor_id=unlucky/)
    await page.getByRole('combobox', { name: 'State' }).click()
    await page.getByRole('option', { name: 'Failed' }).click()
    await page.waitForURL(/state=failed/)
    await page.reload()
    const runs = page.getByRole('link', { name: 'Mood of the visitor' })
    await runs.waitFor()
    expect(await runs.count()).toBe(1)
    await page.getByRole('textbox', { name: 'Visitor id' }).fill('nobody')
    await page.getByRole('heading', { name: 'No run matches' }).waitFor()
    await page.getByRole('link', { name: 'Show all runs' }).click()
    await runs.first().waitFor()
  })
})

describe('keeping an action', () => {
  it('pauses, so that new events start no runs, and resumes', async () => {
    const { page } = open
    await page.getByRole('link', { name: 'Automations' }).click()
    await page.getByRole('heading', { name: 'Automations', level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Mood of the visitor' }).click()
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByText('Paused', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Resume' }).click()
    await page.getByText('Active', { exact: true }).waitFor()
  })

  it('takes a change as JSON, and asks before it is left unsaved', async () => {
    const { page } = open
    await page.getByText('JSON', { exact: true }).click()
    const editor = page.getByRole('textbox', { name: 'Definition' })
    await editor.getByText('"deadline_s"').click()
    await page.keyboard.press('End')
    await page.keyboard.press('Backspace')
    await page.getByText('Not saved', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Feeds' }).click()
    await page.getByRole('button', { name: 'Stay' }).click()
    await page.getByRole('button', { name: 'Save draft' }).click()
    await page.getByText('Draft differs', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByText('Version 2', { exact: true }).waitFor()
  })

  it('creates an API key, shows it once, and deletes it', async () => {
    const { page, outcrop } = open
    await page.getByRole('link', { name: 'API keys' }).click()
    await page.getByRole('button', { name: 'New API key' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Nightly import')
    await dialog.getByRole('button', { name: 'Create key' }).click()
    const key = await dialog.getByRole('region', { name: 'API key' }).innerText()
    const asked = () =>
      fetch(`${outcrop.url}/api/v1/me`, { headers: { authorization: `Bearer ${key}` } })
    expect((await asked()).status).toBe(200)
    await dialog.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('cell', { name: 'Nightly import', exact: true }).waitFor()
    const opener = page.getByRole('button', { name: 'New API key' })
    expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true)
    expect(await page.content()).not.toContain(key)
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('heading', { name: 'No API key yet' }).waitFor()
    expect((await asked()).status).toBe(401)
  })

  it('broke no rule of the browser', () => {
    expect(open.faults).toEqual([])
  })
})

import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { axeFindings } from './testing/axe-findings.ts'
import { openConsole, signInByLink, type OpenConsole } from './testing/open-console.ts'
import { sendEvent } from './testing/send-event.ts'
import { setFaults } from './testing/set-faults.ts'

let opened: OpenConsole
beforeAll(async () => {
  opened = await openConsole()
  await signInByLink(opened.page, opened.outcrop.link)
}, 120_000)
afterEach(() => setFaults(opened.outcrop.emulatorUrl, []))
afterAll(() => opened.close())

const cart = (visitor: string) => sendEvent(opened.outcrop.url, { tealium_event: 'add_to_cart', tealium_visitor_id: visitor }) // prettier-ignore
const state = () => opened.page.getByRole('row', { name: /Bedrock emulator/ })

async function openRun(visitor: string): Promise<void> {
  const { page } = opened
  await page.goto('/runs')
  await page
    .getByRole('row', { name: new RegExp(visitor) })
    .getByRole('link')
    .first()
    .click()
}

it('a denied model is told at home, in the list and on the page, until it is resumed', async () => {
  const { page, outcrop } = opened
  await setFaults(outcrop.emulatorUrl, [
    { operation: 'Converse', model: 'amazon.nova-micro*', error: 'AccessDeniedException' },
  ])
  await cart('denied')
  const notice = page.getByRole('alert').filter({ hasText: 'Runs wait' })
  await notice.getByText('amazon.nova-micro-v1:0 at “Bedrock emulator”').waitFor()
  await notice.getByText('The AWS administrator must act.').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await openRun('denied')
  await page.getByText('AWS denies amazon.nova-micro-v1:0 at “Bedrock emulator”').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('link', { name: 'Resume it at its provider' }).click()
  await page.getByRole('button', { name: 'Resume' }).waitFor()
  await page.getByRole('link', { name: 'Providers' }).first().click()
  await state().getByText('Partly paused').waitFor()
  await page.getByRole('link', { name: 'Bedrock emulator' }).click()
  await page.getByText('Paused: what AWS denies, while everything else goes on').waitFor()
  await page.getByText('The connection works').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await setFaults(outcrop.emulatorUrl, [])
  await page.getByRole('button', { name: 'Resume' }).click()
  await page.getByRole('main').getByText('Ready', { exact: true }).waitFor()
  await page.goto('/runs')
  await page
    .getByRole('row', { name: /denied/ })
    .getByText('Succeeded')
    .waitFor()
}, 90_000)

it('a provider whose credentials AWS refuses is paused everywhere, and nowhere said to work', async () => {
  const { page, outcrop } = opened
  await setFaults(outcrop.emulatorUrl, [{ error: 'UnrecognizedClientException' }])
  await cart('refused')
  await page.goto('/')
  const notice = page.getByRole('alert').filter({ hasText: 'Runs wait' })
  await notice.getByText('“Bedrock emulator”:').waitFor()
  await notice.getByRole('link', { name: 'Open the provider' }).click()
  await page.getByText('Paused: all runs of this provider wait until its test passes').waitFor()
  await openRun('refused')
  await page.getByText('The provider “Bedrock emulator” is paused until its test passes.').waitFor()
  await page.getByRole('link', { name: 'Test the provider' }).click()
  await page.getByText('The connection worked until AWS refused it').waitFor()
  expect(await page.getByText('The connection works').count()).toBe(0)
  await page.getByRole('button', { name: 'Test connection' }).click()
  await page.getByText('The connection does not work yet').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.goto('/providers')
  await state().getByText('Paused', { exact: true }).waitFor()
  await page.goto('/automations/new')
  await page.getByRole('combobox', { name: 'Provider' }).click()
  await page.getByText('Create a provider, and test its connection').waitFor()
  await setFaults(outcrop.emulatorUrl, [])
  await page.goto('/providers')
  await page.getByRole('link', { name: 'Bedrock emulator' }).click()
  await page.getByRole('button', { name: 'Test connection' }).click()
  await page.getByText('The connection works').waitFor()
  await page.goto('/runs')
  await page
    .getByRole('row', { name: /refused/ })
    .getByText('Succeeded')
    .waitFor()
  expect(opened.faults).toEqual([])
}, 90_000)

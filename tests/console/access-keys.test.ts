import { routes } from '@outcrop/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ask } from './testing/ask.ts'
import { axeFindings } from './testing/axe-findings.ts'
import { openConsole, signInByLink, type OpenConsole } from './testing/open-console.ts'

const [first, second] = [
  { id: 'AKIAEMULATOR00000001', secret: 'emulator-secret-key-do-not-use-elsewhere' },
  { id: 'AKIAEMULATOR00000003', secret: 'emulator-next-key-do-not-use-elsewhere' },
]

let opened: OpenConsole
beforeAll(async () => {
  opened = await openConsole()
  const { page, outcrop } = opened
  await signInByLink(page, outcrop.link)
  const credentials = { type: 'access_key', access_key_id: first.id, secret_access_key: first.secret } // prettier-ignore
  const provider = { name: 'Shop AWS', region: 'us-east-1', endpoint: outcrop.emulatorUrl, credentials } // prettier-ignore
  await ask(page, { method: 'POST', path: routes.createProvider.path, body: JSON.stringify(provider) }) // prettier-ignore
  await page.goto('/providers')
  await page.getByRole('link', { name: 'Shop AWS' }).click()
}, 120_000)
afterAll(() => opened.close())

it('follows one access key by another, which is tested before it is used', async () => {
  const { page } = opened
  await page.getByText('Untested').waitFor()
  await page.getByRole('button', { name: 'Test connection' }).click()
  await page.getByText('The connection works').waitFor()
  await page.getByRole('textbox', { name: 'New access key id' }).fill(second.id)
  await page.getByRole('textbox', { name: 'Its secret access key' }).fill('not its secret')
  await page.getByRole('button', { name: 'Enter a second key' }).click()
  const use = page.getByRole('button', { name: 'Use it' })
  await page.getByText('Once it has passed its test it can be used.').waitFor()
  expect(await use.isDisabled()).toBe(true)
  await page.getByRole('button', { name: `Test ${second.id}` }).click()
  await page.getByText('This key does not work yet').waitFor()
  await page.getByText('Ready', { exact: true }).waitFor()

  await page.getByRole('button', { name: 'Remove it' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click()
  await page.getByRole('textbox', { name: 'New access key id' }).fill(second.id)
  await page.getByRole('textbox', { name: 'Its secret access key' }).fill(second.secret)
  await page.getByRole('button', { name: 'Enter a second key' }).click()
  await page.getByRole('button', { name: `Test ${second.id}` }).click()
  await page.getByText('This key works').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await use.click()
  await page.getByText(`Calls go out with ${second.id}. When you are content`).waitFor()
}, 60_000)

it('keeps the stored secret as long as the access key id stays', async () => {
  const { page } = opened
  await page.getByRole('tab', { name: 'Settings' }).click()
  const id = page.getByRole('textbox', { name: 'Access key id' })
  const secret = page.getByRole('textbox', { name: 'Secret access key' })
  await page.getByText('Saved, and never shown. Leave it empty to keep it.').waitFor()
  await id.fill(first.id)
  await page.getByText('Sealed when it is saved, and never shown again.').waitFor()
  expect(await secret.getAttribute('required')).not.toBeNull()
  await id.fill(second.id)
  await page.getByRole('radio', { name: 'Assume a role' }).check()
  await page
    .getByRole('textbox', { name: 'Role ARN' })
    .fill('arn:aws:iam::111122223333:role/OutcropBedrock')
  await page.getByRole('textbox', { name: 'External id' }).fill('outcrop-demo')
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByText('Provider saved. Test the connection again.').waitFor()
  await page.getByRole('tab', { name: 'Connection' }).click()
  await page.getByRole('button', { name: 'Test connection' }).click()
  await page.getByText('assumed-role/OutcropBedrock').first().waitFor()
  await page.getByText('The connection works').waitFor()
  expect(opened.faults).toEqual([])
}, 60_000)

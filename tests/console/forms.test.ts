import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ask } from './testing/ask.ts'
import { axeFindings } from './testing/axe-findings.ts'
import { makeAudience } from './testing/make-audience.ts'
import { openConsole, signInByLink, type OpenConsole } from './testing/open-console.ts'

let open: OpenConsole

beforeAll(async () => {
  open = await openConsole()
  await signInByLink(open.page, open.outcrop.link)
  await makeAudience(open.page)
}, 120_000)

afterAll(() => open.close())

describe('what has been typed and not saved', () => {
  it('is asked about before another room is entered', async () => {
    const { page } = open
    await page.goto('/audiences')
    await page.getByRole('link', { name: 'Keen' }).click()
    const description = page.getByRole('textbox', { name: 'Description' })
    await description.fill('Half a thou')
    await page.getByRole('link', { name: 'Feeds' }).click()
    const question = page.getByRole('dialog', { name: 'Leave without saving?' })
    await question.waitFor()
    expect(await axeFindings(page)).toEqual([])
    await question.getByRole('button', { name: 'Stay' }).click()
    await question.waitFor({ state: 'detached' })
    expect(await description.inputValue()).toBe('Half a thou')
    await page.getByRole('link', { name: 'Feeds' }).click()
    await question.getByRole('button', { name: 'Leave' }).click()
    await page.getByRole('heading', { name: 'Feeds', level: 1 }).waitFor()
  })

  it.each([
    ['/feeds/new', 'Name'],
    ['/attributes/new', 'Title'],
    ['/data-sources/new', 'Name'],
    ['/specifications/new', 'Event name'],
  ])('is asked about in %s, too', async (address, field) => {
    const { page } = open
    await page.goto(address)
    await page.getByRole('textbox', { name: field }).fill('half')
    await page.getByRole('link', { name: 'Usage' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click()
    await page.getByRole('heading', { name: 'Usage', level: 1 }).waitFor()
  })

  it('is no longer asked about when it is saved, or deleted with all of it', async () => {
    const { page } = open
    await page.goto('/data-sources/new')
    await page.getByRole('textbox', { name: 'Name' }).fill('Till ')
    await page.getByRole('button', { name: 'Save data source' }).click()
    await page.getByRole('heading', { name: 'Till', level: 1 }).waitFor()
    const description = page.getByRole('textbox', { name: 'Description' })
    await description.fill('All languages')
    await page.getByRole('button', { name: 'Save data source' }).click()
    await page.getByText('Data source saved.').waitFor()
    await page.getByRole('link', { name: 'Data sources' }).first().click()
    await page.getByRole('main').getByRole('link', { name: 'Till' }).click()
    await description.fill('All languages of')
    await page.getByRole('button', { name: 'Delete data source' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete data source' }).click()
    await page.getByRole('heading', { name: 'Data sources', level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Web shop' }).waitFor()
    await page.getByRole('link', { name: 'Till' }).waitFor({ state: 'detached' })
  })
})

describe('a form', () => {
  it('takes the number that was typed, and says at the field when it does not fit', async () => {
    const { page } = open
    await page.goto('/cooldown-groups')
    await page.getByRole('button', { name: 'New group' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Offers')
    const hours = dialog.getByRole('textbox', { name: 'Rests for' })
    const write = async (text: string) => {
      await hours.fill('')
      await hours.pressSequentially(text)
      await dialog.getByRole('button', { name: 'Save group' }).click()
    }
    await write('99999')
    await dialog.getByText('Must be at most 8,760.').waitFor()
    await write('')
    expect(await hours.inputValue()).toBe('')
    await write('36')
    await page.getByRole('row', { name: /^Offers 36 h/ }).waitFor()
  })

  it('saves once when its button is clicked twice', async () => {
    const { page } = open
    await page.goto('/cooldown-groups')
    await page.getByRole('button', { name: 'New group' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Twice')
    let asked = 0
    page.on('request', (request) => {
      if (request.method() === 'POST') asked += 1
    })
    // Both come before the page is drawn anew, as with a mouse that chatters.
    await page.evaluate(`
      const button = document.querySelector('[role=dialog] button[type=submit]')
      button.click()
      button.click()
    `)
    await page.getByRole('row', { name: /^Twice/ }).waitFor()
    expect(asked).toBe(1)
  })

  it('in a dialog asks before Escape loses what was typed', async () => {
    const { page } = open
    await page.goto('/prices')
    await page.getByRole('button', { name: 'New price' }).first().click()
    await page.getByRole('textbox', { name: 'Model', exact: true }).fill('half')
    await page.keyboard.press('Escape')
    const question = page.getByRole('dialog', { name: 'Leave without saving?' })
    await question.getByRole('button', { name: 'Stay' }).click()
    await question.waitFor({ state: 'detached' })
    expect(await page.getByRole('textbox', { name: 'Model', exact: true }).inputValue()).toBe(
      'half',
    )
    await page.keyboard.press('Escape')
    await question.getByRole('button', { name: 'Leave' }).click()
    await page.getByRole('dialog').first().waitFor({ state: 'detached' })
  })
})

it('asks before the second key of a provider is removed', async () => {
  const { page, outcrop } = open
  const key = { access_key_id: 'AKIAIOSFODNN7EXAMPLE', secret_access_key: 'one' }
  const created = await ask(page, {
    method: 'POST',
    path: '/api/v1/providers',
    body: JSON.stringify({
      name: 'With keys',
      region: 'us-east-1',
      endpoint: outcrop.emulatorUrl,
      credentials: { type: 'access_key', ...key },
    }),
  })
  await page.goto(`/providers/${z.object({ id: z.string() }).parse(JSON.parse(created)).id}`)
  await page.getByRole('textbox', { name: 'New access key id' }).fill('AKIAIOSFODNN7EXAMPLF')
  await page.getByRole('textbox', { name: 'Its secret access key' }).fill('two')
  await page.getByRole('button', { name: 'Enter a second key' }).click()
  await page.getByRole('button', { name: 'Remove it' }).click()
  const question = page.getByRole('dialog', { name: 'Remove AKIAIOSFODNN7EXAMPLF?' })
  await question.getByText('In IAM it stays').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await question.getByRole('button', { name: 'Remove it' }).click()
  await page.getByRole('textbox', { name: 'New access key id' }).waitFor()
})

it('breaks no rule of the browser', () => {
  expect(open.faults).toEqual([])
})

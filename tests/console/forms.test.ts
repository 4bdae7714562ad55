import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

it('breaks no rule of the browser', () => {
  expect(open.faults).toEqual([])
})

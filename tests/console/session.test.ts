import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFindings } from './testing/axe-findings.ts'
import { openConsole, signInByLink, type OpenConsole } from './testing/open-console.ts'

const password = 'granite-above-the-fog'
let open: OpenConsole

beforeAll(async () => {
  open = await openConsole()
}, 120_000)

afterAll(() => open.close())

describe('coming in and going out', () => {
  it('leads to the sign-in page whoever is not signed in, and says how to get in', async () => {
    const { page } = open
    await page.goto('/runs?state=failed')
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor()
    expect(new URL(page.url()).searchParams.get('back')).toBe('/runs?state=failed')
    expect(await page.getByText('npm start').isVisible()).toBe(true)
  })

  it('signs in by the link that is printed, once', async () => {
    const { page, outcrop, browser } = open
    await signInByLink(page, outcrop.link)
    const other = await browser.newPage()
    await other.goto(outcrop.link)
    await other.getByRole('button', { name: 'Sign in' }).click()
    await other.getByRole('heading', { name: 'This link no longer works' }).waitFor()
    await other.goto(outcrop.url)
    await other.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor()
    await other.close()
  })

  it('sets a password, and shows beside the field why one is not taken', async () => {
    const { page } = open
    await page.getByRole('link', { name: 'Account' }).click()
    const field = page.getByRole('textbox', { name: 'New password' })
    await field.fill('short')
    await page.getByRole('button', { name: 'Set password' }).click()
    await page.getByText('Must have at least 12 characters.').waitFor()
    await field.fill(password)
    await page.getByRole('button', { name: 'Set password' }).click()
    await page.getByRole('heading', { name: 'Change your password' }).waitFor()
  })

  it('signs out, refuses a wrong password, and returns to where one wanted to go', async () => {
    const { page } = open
    await page.getByRole('button', { name: /^Account: / }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor()
    await page.goto('/feeds')
    await page.getByLabel('E-mail').fill('owner@outcrop.local')
    await page.getByRole('textbox', { name: 'Password' }).fill('not-my-password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('E-mail or password is not right').waitFor()
    await page.getByRole('textbox', { name: 'Password' }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Feeds', level: 1 }).waitFor()
  })

  it('asks who came by a password for it before it is changed', async () => {
    const { page } = open
    await page.goto('/settings/account')
    await page.getByRole('textbox', { name: 'Current password' }).fill('not-my-password')
    await page.getByRole('textbox', { name: 'New password' }).fill(`${password}!`)
    await page.getByRole('button', { name: 'Change password' }).click()
    await page.getByText('This is not your current password.').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('textbox', { name: 'Current password' }).fill(password)
    await page.getByRole('button', { name: 'Change password' }).click()
    await page.getByText('Password set.').waitFor()
  })
})

describe('the frame', () => {
  it('lets the keyboard skip the navigation', async () => {
    const { page } = open
    await page.goto('/events')
    await page.getByRole('heading', { name: 'Events', level: 1 }).waitFor()
    await page.keyboard.press('Tab')
    await page.getByRole('link', { name: 'Skip to the page' }).press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  })

  it('names each page, and gives its title the focus on arrival', async () => {
    const { page } = open
    await page.getByRole('link', { name: 'Runs' }).click()
    await page.getByRole('heading', { name: 'Runs', level: 1 }).waitFor()
    expect(await page.title()).toBe('Runs · Outcrop')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  })

  it('remembers the theme, and paints it before anything else', async () => {
    const { page } = open
    const scheme = () =>
      page.evaluate(() => document.documentElement.getAttribute('data-mantine-color-scheme'))
    await page.getByRole('button', { name: 'Theme' }).click()
    await page.getByRole('menuitemradio', { name: 'Dark' }).click()
    expect(await scheme()).toBe('dark')
    // Without the console's own script, only what blocks the first paint can have set it.
    await page.route('**/assets/*.js', (route) => route.abort())
    await page.reload()
    expect(await scheme()).toBe('dark')
    await page.unroute('**/assets/*.js')
    await page.reload()
    await page.getByRole('heading', { name: 'Runs', level: 1 }).waitFor()
    expect(await scheme()).toBe('dark')
  })

  it('keeps its rooms behind a button where there is no room', async () => {
    const { page } = open
    await page.setViewportSize({ width: 390, height: 844 })
    const room = page.getByRole('link', { name: 'Providers' })
    await room.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Open navigation' }).click()
    await room.click()
    await page.getByRole('heading', { name: 'Providers', level: 1 }).waitFor()
    await room.waitFor({ state: 'hidden' })
  })

  it(
    'says when the server cannot be reached, beside what it knew before',
    { timeout: 60_000 },
    async () => {
      const { page, context } = open
      await page.goto('/')
      await page.getByRole('heading', { name: 'Runs in progress' }).waitFor()
      await context.setOffline(true)
      await page.getByText('No usable answer from the server').first().waitFor({ timeout: 30_000 })
      expect(await page.getByRole('heading', { name: 'Runs in progress' }).isVisible()).toBe(true)
      await context.setOffline(false)
      await page.getByRole('button', { name: 'Try again' }).first().click()
      await page
        .getByText('No usable answer from the server')
        .first()
        .waitFor({ state: 'detached' })
    },
  )

  it('has a page for an address that it does not know', async () => {
    const { page } = open
    await page.goto('/nowhere/at/all')
    await page.getByRole('heading', { name: 'There is no page here' }).waitFor()
  })

  it('broke no rule of the browser', () => {
    expect(open.faults).toEqual([])
  })
})

describe('a server that does not say who is signed in', () => {
  it('is waited for with a sentence', async () => {
    const page = await open.context.newPage()
    await page.route('**/api/v1/me', () => undefined)
    await page.goto('/feeds')
    await page.getByText('Waiting for an answer from the server.').waitFor()
    await page.close()
  })

  it('of another version is told at once', async () => {
    const page = await open.context.newPage()
    let asked = 0
    await page.route('**/api/v1/me', async (route) => {
      asked += 1
      await route.fulfill({ json: { somebody: 'else' } })
    })
    await page.goto('/feeds')
    await page.getByRole('heading', { name: 'This page could not be shown' }).waitFor()
    await page.getByText('Console and server may be of different versions').waitFor()
    expect(asked).toBe(1)
    await page.close()
  })
})

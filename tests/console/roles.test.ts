import { routes } from '@outcrop/contract'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask } from './testing/ask.ts'
import { axeFindings } from './testing/axe-findings.ts'
import { makeAudience } from './testing/make-audience.ts'
import { makeSpecification } from './testing/make-specification.ts'
import { openConsole, signInByLink, type OpenConsole } from './testing/open-console.ts'
import { sendEvent } from './testing/send-event.ts'
import { watchFaults } from './testing/watch-faults.ts'

/** A folder for pictures of every room; none are taken when it is not set. */
const pictures = process.env['OUTCROP_SCREENSHOTS']

const lists = ['/', '/trace', '/events', '/feeds', '/feeds/new', '/specifications', '/data-sources', '/visitors', '/attributes', '/attributes/new', '/audiences', '/held', '/automations', '/automations/new', '/runs', '/providers', '/providers/new', '/services', '/services/new', '/agents', '/agents/new', '/usage', '/budgets', '/cooldown-groups', '/prices', '/settings/api-keys', '/settings/account'] // prettier-ignore

/** Things, by the list that they are in and what their links are called. */
const things: readonly (readonly [string, string | RegExp])[] = [
  ['/feeds', 'Cart and checkout'],
  ['/specifications', 'add_to_cart'],
  ['/visitors', 'visitor-1'],
  ['/attributes', 'Products in carts'],
  ['/audiences', 'Keen'],
  ['/automations', 'Conversion score'],
  ['/runs', 'Conversion score'],
  ['/providers', 'Bedrock emulator'],
  ['/agents', 'Shop support'],
]

const tabs: readonly (readonly [string, string, string])[] = [
  ['/providers', 'Bedrock emulator', 'Models'],
  ['/providers', 'Bedrock emulator', 'Settings'],
  ['/agents', 'Shop support', 'Alias'],
  ['/agents', 'Shop support', 'Settings'],
]

/** What buttons and links are called that change something, or cost something. */
const changing = /^(New (?!conversation)|Save|Publish|Pause|Resume|Delete|Connect agent|Disconnect|Replay$|Cancel run|Cancel start|Test connection|Ask AWS again|Erase|Start trace|End trace|Send events again|Send$|End session|Make |Set the price|Change the |Look |Try it|Run version|Drop|Retry now|Enter a second key|Use it)/ // prettier-ignore

let open: OpenConsole

beforeAll(async () => {
  open = await openConsole()
  const { page, outcrop } = open
  await signInByLink(page, outcrop.link)
  if (pictures !== undefined) await mkdir(pictures, { recursive: true })
  await makeAudience(page)
  await makeSpecification(page)
  await ask(page, { method: 'POST', path: routes.createCooldownGroup.path, body: JSON.stringify({ name: 'Offers', period_hours: 24 }) }) // prettier-ignore
  await ask(page, { method: 'POST', path: routes.createBudget.path, body: JSON.stringify({ name: 'All', scope: { type: 'organization' }, period: 'month', amount_usd: '100' }) }) // prettier-ignore
  const cart = { tealium_event: 'add_to_cart', tealium_visitor_id: 'visitor-1' }
  await sendEvent(outcrop.url, { ...cart, product_name: 'Trail shoes' })
  await page.goto('/runs?state=succeeded')
  await page.getByRole('main').getByRole('link', { name: 'Conversion score' }).waitFor()
}, 180_000)

afterAll(() => open.close())

/** Both read what everybody may read; pictures are taken of both. */
const walking = pictures === undefined ? ['viewer'] : ['viewer', 'reviewer']

describe.each(walking)('to a %s', (role) => {
  let page: Page
  let faults: readonly string[]
  const refused: string[] = []

  beforeAll(async () => {
    const made = await ask(open.page, { method: 'POST', path: routes.createApiKey.path, body: JSON.stringify({ name: role, role }) }) // prettier-ignore
    const { key } = routes.createApiKey.response.parse(JSON.parse(made))
    const context = await open.browser.newContext({
      baseURL: open.outcrop.url,
      locale: 'en-US',
      reducedMotion: 'reduce',
      // The browser of somebody whose session has this role.
      extraHTTPHeaders: { authorization: `Bearer ${key}` },
    })
    context.setDefaultTimeout(15_000)
    page = await context.newPage()
    faults = watchFaults(page)
    page.on('response', (response) => {
      if (response.status() === 403) refused.push(response.url())
    })
  })

  afterAll(() => page.context().close())

  /** Whatever can be pressed here, by its name. */
  const pressable = async () => {
    const found = [page.getByRole('button'), page.getByRole('link'), page.getByRole('menuitem')]
    const names = await Promise.all(found.map((one) => one.evaluateAll((nodes) => nodes.map((node) => node.ariaLabel ?? node.textContent.trim())))) // prettier-ignore
    return names.flat()
  }

  const settle = async () => {
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' })
  }

  const look = async (name: string) => {
    await settle()
    expect((await pressable()).filter((label) => changing.test(label))).toEqual([])
    expect(await page.getByRole('alert').count()).toBe(0)
    if (pictures === undefined) return
    for (const [colorScheme, width, height] of [
      ['light', 1440, 900],
      ['dark', 390, 844],
    ] as const) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height })
      const path = join(
        pictures,
        `${role}-${name.replaceAll('/', '_')}-${colorScheme}-${width}.png`,
      )
      await page.screenshot({ path, fullPage: true })
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  }

  it.each(lists)('%s offers nothing that is refused', async (address) => {
    await page.goto(address)
    await look(address)
  })

  it.each(things)('in %s, %s offers nothing that is refused', async (list, link) => {
    await page.goto(list)
    await page.getByRole('main').getByRole('link', { name: link }).first().click()
    await look(`${list}-one`)
  })

  it.each(tabs)('in %s, %s, %s offers nothing that is refused', async (list, link, tab) => {
    await page.goto(list)
    await page.getByRole('main').getByRole('link', { name: link }).first().click()
    await page.getByRole('tab', { name: tab }).click()
    await look(`${list}-one-${tab}`)
  })

  it('says in a form why there is no way to save it', async () => {
    await page.goto('/feeds')
    await page.getByRole('link', { name: 'Cart and checkout' }).first().click()
    await page.getByText(`your role is ${role}, and this takes the role owner, admin or builder.`).waitFor() // prettier-ignore
    expect(await axeFindings(page)).toEqual([])
  })

  it('asks the server for nothing that it refuses', () => {
    expect(refused).toEqual([])
    expect(faults).toEqual([])
  })
})

it('offers an owner all of it', async () => {
  await open.page.goto('/feeds')
  await open.page.getByRole('link', { name: 'New feed' }).first().waitFor()
  await open.page.getByRole('link', { name: 'Cart and checkout' }).first().click()
  await open.page.getByRole('button', { name: 'Save feed' }).waitFor()
  await open.page.getByRole('button', { name: 'Delete feed' }).waitFor()
})

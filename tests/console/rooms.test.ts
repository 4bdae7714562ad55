import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFindings } from './testing/axe-findings.ts'
import { makeAudience } from './testing/make-audience.ts'
import { makeSpecification } from './testing/make-specification.ts'
import { openConsole, signInByLink, type OpenConsole } from './testing/open-console.ts'
import { sendEvent } from './testing/send-event.ts'
import { setFaults } from './testing/set-faults.ts'
import { watchFaults } from './testing/watch-faults.ts'
import { shiftOf, watchShifts } from './testing/watch-shifts.ts'

/** A folder for pictures of every room; none are taken when it is not set. */
const pictures = process.env['OUTCROP_SCREENSHOTS']

interface Room {
  readonly name: string
  readonly heading: string | RegExp
  /** An address, or how to get there from where one is. */
  readonly open: (page: Page) => Promise<unknown>
  /** How many problems it shows; none when left out. */
  readonly problems?: number
}

const at =
  (address: string): Room['open'] =>
  (page) =>
    page.goto(address)

/** A list, and the thing in it that a link of this name leads to. */
const inList =
  (list: string, link: string | RegExp): Room['open'] =>
  async (page) => {
    await page.goto(list)
    await page.getByRole('main').getByRole('link', { name: link }).first().click()
  }

/** A tab of the page that a link of this name leads to. */
const inTab =
  (list: string, link: string, tab: string): Room['open'] =>
  async (page) => {
    await inList(list, link)(page)
    await page.getByRole('tab', { name: tab }).click()
  }

/** A dialog that a button of this name opens. */
const inDialog =
  (address: string, button: string): Room['open'] =>
  async (page) => {
    await page.goto(address)
    await page.getByRole('button', { name: button }).first().click()
    await page.getByRole('dialog').waitFor()
  }

/** The chat with the agent, where something has been said. */
const lastConversation: Room['open'] = async (page) => {
  await inList('/agents', 'Shop support')(page)
  await page.getByRole('combobox', { name: 'Conversation' }).click()
  await page.getByRole('option').first().click()
  await page.getByRole('list', { name: 'Sources' }).waitFor()
}

const rooms: readonly Room[] = [
  { name: 'home', heading: 'Home', open: at('/') },
  { name: 'trace-start', heading: 'Live trace', open: at('/trace') },
  { name: 'trace', heading: /^Trace /, open: inList('/trace', /^[0-9a-z]{6,}$/) },
  { name: 'events', heading: 'Events', open: at('/events') },
  { name: 'events-empty', heading: 'Events', open: at('/events?name=nothing') },
  { name: 'event', heading: 'add_to_cart', open: inList('/events', 'add_to_cart') },
  { name: 'feeds', heading: 'Feeds', open: at('/feeds') },
  { name: 'feed', heading: 'Cart and checkout', open: inList('/feeds', 'Cart and checkout') },
  { name: 'feed-new', heading: 'New feed', open: at('/feeds/new') },
  { name: 'specifications', heading: 'Specifications', open: at('/specifications') },
  { name: 'specification', heading: 'add_to_cart', open: inList('/specifications', 'add_to_cart') },
  { name: 'specification-new', heading: 'New specification', open: at('/specifications/new') },
  {
    name: 'specification-of-event',
    heading: 'New specification',
    open: inList('/specifications', 'Make a specification of page_view'),
  },
  { name: 'data-sources', heading: 'Data sources', open: at('/data-sources') },
  { name: 'held', heading: 'Held', open: at('/held') },
  { name: 'data-source', heading: 'Web shop', open: inList('/data-sources', 'Web shop') },
  { name: 'data-source-new', heading: 'New data source', open: at('/data-sources/new') },
  { name: 'visitors', heading: 'Visitors', open: at('/visitors') },
  { name: 'visitors-empty', heading: 'Visitors', open: at('/visitors?id_prefix=nobody') },
  { name: 'visitor', heading: 'visitor-1', open: inList('/visitors', 'visitor-1') },
  { name: 'attributes', heading: 'Attributes', open: at('/attributes') },
  {
    name: 'attribute',
    heading: 'Products in carts',
    open: inList('/attributes', 'Products in carts'),
  },
  {
    name: 'attribute-preloaded',
    heading: 'Favorite platform',
    open: inList('/attributes', 'Favorite platform'),
  },
  { name: 'attribute-new', heading: 'New attribute', open: at('/attributes/new') },
  { name: 'audiences', heading: 'Audiences', open: at('/audiences') },
  { name: 'audience', heading: 'Keen', open: inList('/audiences', 'Keen') },
  { name: 'audience-new', heading: 'New audience', open: at('/audiences/new') },
  { name: 'automations', heading: 'Automations', open: at('/automations') },
  {
    name: 'automation',
    heading: 'Conversion score',
    open: inList('/automations', 'Conversion score'),
  },
  { name: 'automation-new', heading: 'New action', open: at('/automations/new') },
  { name: 'runs', heading: 'Runs', open: at('/runs') },
  {
    name: 'run',
    heading: 'Run of Conversion score',
    open: inList('/runs?state=succeeded', 'Conversion score'),
  },
  {
    name: 'run-failed',
    heading: 'Run of Conversion score',
    open: inList('/runs?state=failed', 'Conversion score'),
    problems: 1,
  },
  { name: 'providers', heading: 'Providers', open: at('/providers') },
  {
    name: 'provider',
    heading: 'Bedrock emulator',
    open: inList('/providers', 'Bedrock emulator'),
  },
  ...['Models', 'Limits', 'Policies', 'Settings'].map((tab) => ({
    name: `provider-${tab.toLowerCase()}`,
    heading: 'Bedrock emulator',
    open: inTab('/providers', 'Bedrock emulator', tab),
  })),
  { name: 'provider-new', heading: 'New provider', open: at('/providers/new') },
  { name: 'services', heading: 'Services', open: at('/services') },
  { name: 'service-new', heading: 'New service', open: at('/services/new') },
  { name: 'agents', heading: 'Agents', open: at('/agents') },
  { name: 'agent-new', heading: 'Connect agent', open: at('/agents/new') },
  { name: 'agent', heading: 'Shop support', open: inList('/agents', 'Shop support') },
  ...['Alias', 'Settings'].map((tab) => ({
    name: `agent-${tab.toLowerCase()}`,
    heading: 'Shop support',
    open: inTab('/agents', 'Shop support', tab),
  })),
  { name: 'agent-chat', heading: 'Shop support', open: lastConversation },
  { name: 'usage', heading: 'Usage', open: at('/usage') },
  { name: 'budgets', heading: 'Budgets', open: at('/budgets') },
  { name: 'budget-new', heading: 'Budgets', open: inDialog('/budgets', 'New budget') },
  { name: 'cooldown-groups', heading: 'Cooldown groups', open: at('/cooldown-groups') },
  {
    name: 'cooldown-group-new',
    heading: 'Cooldown groups',
    open: inDialog('/cooldown-groups', 'New group'),
  },
  { name: 'prices', heading: 'Prices', open: at('/prices') },
  { name: 'price-new', heading: 'Prices', open: inDialog('/prices', 'New price') },
  { name: 'api-keys', heading: 'API keys', open: at('/settings/api-keys') },
  { name: 'account', heading: 'Account', open: at('/settings/account') },
  { name: 'stream-new', heading: 'Live trace', open: inDialog('/trace', 'New stream') },
  {
    name: 'api-key-new',
    heading: 'API keys',
    open: inDialog('/settings/api-keys', 'New API key'),
  },
  { name: 'missing', heading: 'There is no page here', open: at('/missing') },
]

/** `alike`: its colours and its layout are those of others, so axe need not look again. */
const looks = [
  { scheme: 'light', width: 1440, height: 900, alike: false },
  { scheme: 'dark', width: 1440, height: 900, alike: false },
  { scheme: 'light', width: 390, height: 844, alike: false },
  { scheme: 'dark', width: 390, height: 844, alike: true },
] as const

let open: OpenConsole

beforeAll(async () => {
  open = await openConsole()
  const { page, outcrop, context } = open
  await watchShifts(context)
  await signInByLink(page, outcrop.link)
  if (pictures !== undefined) await mkdir(pictures, { recursive: true })
  await makeAudience(page)
  await makeSpecification(page)
  for (const tealium_datasource of ['web-shop', 'kiosk']) {
    await sendEvent(outcrop.url, { tealium_event: 'page_view', tealium_datasource })
  }
  const cart = { tealium_event: 'add_to_cart', tealium_visitor_id: 'visitor-1' }
  await sendEvent(outcrop.url, {
    ...cart,
    product_name: 'Trail shoes',
    last_product_viewed: 'Trail shoes',
  })
  await page.goto('/runs?state=succeeded')
  await page.getByRole('main').getByRole('link', { name: 'Conversion score' }).waitFor()
  await setFaults(outcrop.emulatorUrl, [{ error: 'ValidationException', operation: 'Converse' }])
  await sendEvent(outcrop.url, { ...cart, tealium_visitor_id: 'visitor-2' })
  await page.goto('/runs?state=failed')
  await page.getByRole('main').getByRole('link', { name: 'Conversion score' }).waitFor()
  await setFaults(outcrop.emulatorUrl, [])
  await inList('/agents', 'Shop support')(page)
  await page.getByRole('textbox', { name: 'Message' }).fill('Can I send unused products back?')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('list', { name: 'Sources' }).waitFor()
  await page.goto('/trace')
  await page.getByRole('button', { name: 'Start trace' }).click()
  await page.getByRole('button', { name: 'Send event', exact: true }).click()
  await page.getByText('Action Succeeded').waitFor()
  // Last: it is so small that it holds back every later run.
  await page.goto('/budgets')
  await page.getByRole('button', { name: 'New budget' }).first().click()
  await page.getByLabel('Name').fill('All of it')
  await page.getByLabel('US dollars a month').fill('0.0001')
  await page.getByRole('button', { name: 'Create budget' }).click()
  await page.getByText('of $0.0001 this month').waitFor()
}, 180_000)

afterAll(() => open.close())

describe.each(looks)('in $scheme, $width wide', ({ scheme, width, height, alike }) => {
  let page: Page
  let faults: readonly string[]

  beforeAll(async () => {
    page = await open.context.newPage()
    faults = watchFaults(page)
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height })
  })

  afterAll(() => page.close())

  it.each(rooms)(
    '$name can be used by everyone',
    async ({ name, heading, open: enter, problems = 0 }) => {
      await enter(page)
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
      await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' })
      expect(await page.getByRole('alert').count()).toBe(problems)
      if (!alike) expect(await axeFindings(page)).toEqual([])
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(beyond).toBeLessThanOrEqual(0)
      expect(await shiftOf(page)).toBeLessThan(0.1)
      if (pictures !== undefined) {
        await page.screenshot({ path: join(pictures, `${name}-${scheme}-${width}.png`) })
      }
    },
  )

  it('breaks no rule of the browser', () => {
    expect(faults).toEqual([])
  })
})

import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser } from './open-browser.ts'
import { startOutcrop, type Outcrop } from './start-outcrop.ts'
import { watchFaults } from './watch-faults.ts'

export interface OpenConsole {
  readonly outcrop: Outcrop
  readonly browser: Browser
  readonly context: BrowserContext
  readonly page: Page
  /** What the browser complained about so far. */
  readonly faults: readonly string[]
  close(): Promise<void>
}

/** The product running, and a browser in front of it that nobody has signed in with. */
export async function openConsole(databaseUrl?: string): Promise<OpenConsole> {
  const outcrop = await startOutcrop(databaseUrl)
  const browser = await openBrowser()
  const context = await browser.newContext({
    baseURL: outcrop.url,
    locale: 'en-US',
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  })
  // Well below the limit of a test, so that a failure names what was waited for.
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const close = async () => {
    await browser.close()
    await outcrop.stop()
  }
  return { outcrop, browser, context, page, faults: watchFaults(page), close }
}

/** Uses the link that `npm start` prints. */
export async function signInByLink(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
}

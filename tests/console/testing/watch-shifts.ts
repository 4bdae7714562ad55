import type { BrowserContext, Page } from 'playwright-core'

/** Lets every page of a context add up how much of it moved without anyone having touched it. */
export async function watchShifts(context: BrowserContext): Promise<void> {
  await context.addInitScript(`
    window.shifted = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
  `)
}

/** The cumulative layout shift since the last address was opened; below 0.1 nobody is disturbed. */
export async function shiftOf(page: Page): Promise<number> {
  return Number(await page.evaluate('window.shifted'))
}

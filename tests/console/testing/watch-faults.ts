import type { Page } from 'playwright-core'

const forbidden = /Content Security Policy|Refused to/

/** Collects errors of the page's own code and everything that the content security policy stopped. */
export function watchFaults(page: Page): readonly string[] {
  const faults: string[] = []
  page.on('pageerror', ({ message }) => faults.push(message))
  page.on('console', (message) => {
    if (forbidden.test(message.text())) faults.push(message.text())
  })
  return faults
}

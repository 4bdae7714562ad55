import type { Page } from 'playwright-core'

interface Asking {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: string
}

/** Asks the API as the signed-in person of a page; gives the answer as text. */
export function ask(page: Page, asking: Asking): Promise<string> {
  return page.evaluate(async ({ method, path, body }) => {
    const response = await fetch(path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${path}: ${text}`)
    return text
  }, asking)
}

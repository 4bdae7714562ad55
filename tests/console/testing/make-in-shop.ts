import { routes } from '@outcrop/contract'
import type { Page } from 'playwright-core'
import { ask } from './ask.ts'

/** Posts a thing of the stream of the demo, which is the only one. */
export async function makeInShop(
  page: Page,
  path: string,
  thing: Record<string, unknown>,
): Promise<void> {
  const streams = await ask(page, { method: 'GET', path: routes.listStreams.path })
  const [stream] = routes.listStreams.response.parse(JSON.parse(streams)).items
  await ask(page, {
    method: 'POST',
    path,
    body: JSON.stringify({ stream_id: stream?.id, ...thing }),
  })
}

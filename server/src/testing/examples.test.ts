import { issueSentences, routes, type Route } from '@outcrop/contract'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../../../', import.meta.url)
const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8')
const jsonOf = (path: string): unknown => JSON.parse(textOf(path))

/** What the API has against a body, but that an id is missing, which only a running server can give. */
function faultsOf({ body }: Route, value: unknown): string[] {
  const parsed = body?.safeParse(value)
  if (!parsed || parsed.success) return []
  return issueSentences(parsed.error.issues, 'body').filter((line) => line !== 'stream_id: is missing.') // prettier-ignore
}

test.each([
  ['flows/conversion-score.json', routes.createAutomation],
  ['flows/forwarded-score.json', routes.createAutomation],
  ['managed-prompt/visit-score.json', routes.createAutomation],
  ['retail/conversion-score.json', routes.createAutomation],
  ['retail/next-best-offer.json', routes.createAutomation],
  ['retail/support-triage.json', routes.createAutomation],
  ['retail/visit-summary.json', routes.createAutomation],
  ['retail/attributes.json', routes.createAttribute],
  ['retail/audiences.json', routes.createAudience],
  ['retail/specifications.json', routes.createSpecification],
  ['retail/feed.json', routes.createFeed],
  ['retail/support-feed.json', routes.createFeed],
  ['retail/data-source.json', routes.createDataSource],
])('the example %s is what the API takes', (file, route) => {
  const held = jsonOf(`examples/${file}`)
  const bodies: readonly unknown[] = Array.isArray(held) ? held : [held]
  expect(bodies.flatMap((body) => faultsOf(route, body))).toEqual([])
})

/** The operation behind `outcrop NOUN create`. */
const creating: Readonly<Record<string, Route>> = {
  attributes: routes.createAttribute,
  audiences: routes.createAudience,
  'cooldown-groups': routes.createCooldownGroup,
  'data-sources': routes.createDataSource,
  feeds: routes.createFeed,
  services: routes.createService,
  specifications: routes.createSpecification,
}

const guide = readdirSync(new URL('docs/guide', root)).filter((name) => name.endsWith('.md'))
const shown = guide.flatMap((page) =>
  [...textOf(`docs/guide/${page}`).matchAll(/echo '([^']+)'[\s\\]*\| npx outcrop ([\w-]+) create -/g)] // prettier-ignore
    .map(([, body = '', noun = '']) => ({ page, body, noun })),
)

test('the guide shows several things that are made from a file', () => {
  expect(shown.length).toBeGreaterThan(2)
})

test.each(shown)('what $page makes with "outcrop $noun create" is what the API takes', ({ body, noun }) => {
  const route = creating[noun]
  if (!route) throw new Error(`Which operation makes one of ${noun}?`)
  expect(faultsOf(route, JSON.parse(body)).filter((line) => !line.startsWith('provider_id:'))).toEqual([])
}) // prettier-ignore

import { routes } from '@outcrop/contract'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const here = new URL('./', import.meta.url)
const sources = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
  .map((name) => readFileSync(new URL(name, here), 'utf8'))

const called = new Set(
  sources.flatMap((text) => [...text.matchAll(/\bapi\.(\w+)\(/g)].map(([, name = '']) => name)),
)

/** Operations whose role somebody asks for, in `May`, `useMay` or a button that knows what it does. */
const guarded = new Set(
  sources.flatMap((text) => [...text.matchAll(/["'](\w+)["']/g)].map(([, name = '']) => name)),
)

const changing = Object.entries(routes).filter(
  ([name, { scope }]) => called.has(name) && scope !== 'read',
)

it.each(changing)('%s is offered to those who may do it only', (name) => {
  expect(guarded).toContain(name)
})

it('looks at the operations that the console uses', () => {
  expect(changing.length).toBeGreaterThan(40)
})

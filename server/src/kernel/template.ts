import { createHash } from 'node:crypto'
import { Liquid, LiquidError, type Template } from 'liquidjs'
import { LRUCache } from 'lru-cache'
import { Problem } from './problem.ts'
import { textOf } from './text-of.ts'

/** Rendered prompts are cut off by a problem, never silently. */
const maxRenderedCharacters = 1_000_000

/** Templates cannot include files. */
const noFiles = {
  exists: () => Promise.resolve(false),
  existsSync: () => false,
  readFile: (file: string) => Promise.reject(new Error(`Templates cannot include "${file}".`)),
  readFileSync: (file: string) => {
    throw new Error(`Templates cannot include "${file}".`)
  },
  resolve: (_folder: string, file: string) => file,
}

const engine = new Liquid({
  // Templates see data, never the prototype or methods of it.
  ownPropertyOnly: true,
  relativeReference: false,
  strictFilters: true,
  outputEscape: (value: unknown) => textOf(value),
  parseLimit: 200_000,
  // Milliseconds in which nothing else happens in this process.
  renderLimit: 500,
  memoryLimit: 50_000_000,
  fs: noFiles,
})

/** What begins like a marker of the fence, also as a person or a model would still read it. */
const markerInside = /<(?=\s{0,9}\/?\s{0,9}untrusted_data)/gi

/**
 * Marks text that comes from outside, so that the model can tell data from instructions. The fence
 * cannot be closed from within: a marker in the text is spoiled. It is not taken out, because what
 * is left on both sides of one could be another.
 */
engine.registerFilter('untrusted', (value: unknown) => {
  const text = textOf(value).replaceAll(markerInside, '&lt;')
  return `<untrusted_data>\n${text}\n</untrusted_data>`
})

/** An id or an address as something that tells it from others and does not say it. */
for (const algorithm of ['md5', 'sha1', 'sha256'])
  engine.registerFilter(algorithm, (value: unknown) =>
    createHash(algorithm).update(textOf(value)).digest('hex'),
  )

/** A published prompt is rendered for every event; it is parsed once. */
const parsedTemplates = new LRUCache<string, Template[]>({ max: 500 })

function parse(template: string): Template[] {
  const known = parsedTemplates.get(template)
  if (known) return known
  const parsed = engine.parse(template)
  parsedTemplates.set(template, parsed)
  return parsed
}

/** Renders a Liquid template. Throws `template-failed` or `prompt-too-large`. */
export function renderTemplate(template: string, data: Record<string, unknown>): string {
  const text = attempted(() => String(engine.renderSync(parse(template), data)))
  if (text.length > maxRenderedCharacters) {
    throw new Problem('prompt-too-large', `The rendered prompt has ${text.length} characters; at most ${maxRenderedCharacters} are sent.`) // prettier-ignore
  }
  return text
}

/** The names of the variables that a template takes from its data. Throws `template-failed`. */
export function variablesOf(template: string): string[] {
  return attempted(() => engine.globalVariablesSync(parse(template)))
}

/** The same as paths: `visitor_profile.cart_value` is `['visitor_profile', 'cart_value']`. Throws `template-failed`. */
export function pathsOf(template: string): string[][] {
  const paths = attempted(() => engine.globalVariableSegmentsSync(parse(template)))
  return paths.map((path) => path.filter((segment) => typeof segment === 'string'))
}

/** The same paths as far as they are written out: `orders[0].total` and `orders[n].total` are `['orders']`. */
export function writtenPathsOf(template: string): string[][] {
  const paths = attempted(() => engine.globalVariableSegmentsSync(parse(template)))
  return paths.map((path) => {
    const names = path.filter((segment) => typeof segment === 'string')
    const end = path.findIndex((segment) => typeof segment !== 'string')
    return end === -1 ? names : names.slice(0, end)
  })
}

function attempted<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const where = LiquidError.is(error) ? error.message : `The template failed: ${error.message}`
    throw new Problem('template-failed', where, { cause: error })
  }
}

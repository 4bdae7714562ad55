import { createHash } from 'node:crypto'
import { Liquid, LiquidError, type Template } from 'liquidjs'
import { LRUCache } from 'lru-cache'
import { Problem } from './problem.ts'
import { textOf } from './text-of.ts'

export interface TemplateEngine {
  readonly liquid: Liquid
  /** A published prompt is rendered for every event; it is parsed once. */
  readonly parse: (template: string) => Template[]
}

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

/** What begins like a marker of the fence, also as a person or a model would still read it. */
const markerInside = /<(?=\s{0,9}\/?\s{0,9}untrusted_data)/gi

/** Liquid as templates are written here; `written` makes the text of every value that is put in. */
export function templateEngine(written: (value: unknown) => string): TemplateEngine {
  const liquid = new Liquid({
    // Templates see data, never the prototype or methods of it.
    ownPropertyOnly: true,
    relativeReference: false,
    strictFilters: true,
    outputEscape: written,
    parseLimit: 200_000,
    // Milliseconds in which nothing else happens in this process.
    renderLimit: 500,
    memoryLimit: 50_000_000,
    fs: noFiles,
  })
  addFilters(liquid)
  const parsed = new LRUCache<string, Template[]>({ max: 500 })
  return {
    liquid,
    parse: (template) => {
      const known = parsed.get(template) ?? liquid.parse(template)
      parsed.set(template, known)
      return known
    },
  }
}

function addFilters(liquid: Liquid): void {
  /**
   * Marks text that comes from outside, so that the model can tell data from instructions. The fence
   * cannot be closed from within: a marker in the text is spoiled. It is not taken out, because what
   * is left on both sides of one could be another.
   */
  liquid.registerFilter('untrusted', (value: unknown) => {
    const text = textOf(value).replaceAll(markerInside, '&lt;')
    return `<untrusted_data>\n${text}\n</untrusted_data>`
  })

  /** An id or an address as something that tells it from others and does not say it. */
  for (const algorithm of ['md5', 'sha1', 'sha256'])
    liquid.registerFilter(algorithm, (value: unknown) =>
      createHash(algorithm).update(textOf(value)).digest('hex'),
    )
}

/** Does something with a template. Throws `template-failed`, or the problem that one of its values is. */
export function attempted<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    if (LiquidError.is(error) && error.originalError instanceof Problem) throw error.originalError
    const where = LiquidError.is(error) ? error.message : `The template failed: ${error.message}`
    throw new Problem('template-failed', where, { cause: error })
  }
}

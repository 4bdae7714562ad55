import { Problem } from './problem.ts'
import { attempted, templateEngine } from './template-engine.ts'
import { textOf } from './text-of.ts'

/** Rendered prompts are cut off by a problem, never silently. */
const maxRenderedCharacters = 1_000_000

const { liquid, parse } = templateEngine(textOf)

/** Renders a Liquid template. Throws `template-failed` or `prompt-too-large`. */
export function renderTemplate(template: string, data: Record<string, unknown>): string {
  const text = attempted(() => String(liquid.renderSync(parse(template), data)))
  if (text.length > maxRenderedCharacters) {
    throw new Problem('prompt-too-large', `The rendered prompt has ${text.length} characters; at most ${maxRenderedCharacters} are sent.`) // prettier-ignore
  }
  return text
}

/** The names of the variables that a template takes from its data. Throws `template-failed`. */
export function variablesOf(template: string): string[] {
  return attempted(() => liquid.globalVariablesSync(parse(template)))
}

/** The same as paths: `visitor_profile.cart_value` is `['visitor_profile', 'cart_value']`. Throws `template-failed`. */
export function pathsOf(template: string): string[][] {
  const paths = attempted(() => liquid.globalVariableSegmentsSync(parse(template)))
  return paths.map((path) => path.filter((segment) => typeof segment === 'string'))
}

/** The same paths as far as they are written out: `orders[0].total` and `orders[n].total` are `['orders']`. */
export function writtenPathsOf(template: string): string[][] {
  const paths = attempted(() => liquid.globalVariableSegmentsSync(parse(template)))
  return paths.map((path) => {
    const names = path.filter((segment) => typeof segment === 'string')
    const end = path.findIndex((segment) => typeof segment !== 'string')
    return end === -1 ? names : names.slice(0, end)
  })
}

import { renderTemplate } from '../kernel/template.ts'
import { Problem } from '../kernel/problem.ts'

type Body = string | Record<string, unknown>

/** The templates in a body, with their places: the whole of a text, or every text in an object. */
export function bodyTemplates(body: Body): { path: string; template: string }[] {
  return textsIn(body, 'body')
}

/**
 * A body with its templates rendered. In an object values keep their quotes by themselves. Throws
 * `template-failed`, also when a body that is to be JSON came out as something else.
 */
export function renderBody(
  body: Body,
  contentType: string,
  variables: Record<string, unknown>,
): string {
  if (typeof body !== 'string') {
    return JSON.stringify(rendered(body, (text) => renderTemplate(text, variables)))
  }
  const text = renderTemplate(body, variables)
  if (/^application\/(?:[\w.-]+\+)?json\b/i.test(contentType)) checkJson(text)
  return text
}

function checkJson(text: string): void {
  try {
    JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    throw new Problem('template-failed', `The rendered body is not JSON: ${why}`, {
      remedy:
        'Write {{ value | json }} for a value: it brings its own quotes and escapes what is in it.',
    })
  }
}

function textsIn(value: unknown, path: string): { path: string; template: string }[] {
  if (typeof value === 'string') return [{ path, template: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${path}.${key}`))
}

function rendered(value: unknown, render: (text: string) => string): unknown {
  if (typeof value === 'string') return render(value)
  if (Array.isArray(value)) return value.map((inner) => rendered(inner, render))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, rendered(inner, render)])
  return Object.fromEntries(entries)
}

import type { Parameter } from './prompt-input.ts'

/** Where the value of a parameter comes from. */
export const parameterSources = ['attribute', 'visitor', 'visit', 'text', 'template'] as const
export type ParameterSource = (typeof parameterSources)[number]

export const parameterSourceLabels: Readonly<Record<ParameterSource, string>> = {
  attribute: 'Attribute of the event',
  visitor: 'Attribute of the visitor',
  visit: 'Attribute of the visit',
  text: 'Custom text',
  template: 'Template',
}

interface ReadSource {
  readonly source: ParameterSource
  readonly value: string
}

/** A source, and the name or text that goes with it. */
export function readParameterSource(from: Parameter['from']): ReadSource {
  if ('attribute' in from) return { source: 'attribute', value: from.attribute }
  if ('visitor' in from) return { source: 'visitor', value: from.visitor }
  if ('visit' in from) return { source: 'visit', value: from.visit }
  if ('text' in from) return { source: 'text', value: from.text }
  return { source: 'template', value: from.template }
}

/** The source as the action takes it. */
export function writeParameterSource({ source, value }: ReadSource): Parameter['from'] {
  switch (source) {
    case 'attribute':
      return { attribute: value }
    case 'visitor':
      return { visitor: value }
    case 'visit':
      return { visit: value }
    case 'text':
      return { text: value }
    case 'template':
      return { template: value }
  }
}

/** Names are of different things: those of one source mean nothing to another. */
export const changeParameterSource = (
  from: Parameter['from'],
  source: ParameterSource,
): Parameter['from'] => {
  const before = readParameterSource(from)
  const isText = (one: ParameterSource) => one === 'text' || one === 'template'
  const keeps = before.source === source || (isText(before.source) && isText(source))
  return writeParameterSource({ source, value: keeps ? before.value : '' })
}

import { autocompletion } from '@codemirror/autocomplete'
import { liquid } from '@codemirror/lang-liquid'
import { indentService, LanguageSupport, StreamLanguage } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { propertyCompletions, variableCompletions, type Variable } from './complete-variables.ts'

/** Around the tags a prompt is prose, not HTML: nothing in it may be coloured or closed as such. */
const prose = new LanguageSupport(
  StreamLanguage.define({
    name: 'prose',
    token: (stream) => {
      stream.skipToEnd()
      return null
    },
  }),
)

const filters = [
  { label: 'untrusted', type: 'function', detail: 'fences data from outside' },
  { label: 'json', type: 'function', detail: 'writes a value as JSON' },
]

/** A new line begins where the line before it began; a prompt has no other indentation. */
const asBefore = indentService.of(() => null)

/** Liquid for prompts, completing these variables and what is in them. */
export function promptLanguage(variables: readonly Variable[]): Extension {
  return [
    liquid({
      base: prose,
      filters,
      variables: variableCompletions(variables),
      properties: (path) => propertyCompletions(variables, path),
    }),
    autocompletion({ icons: false }),
    asBefore,
  ]
}

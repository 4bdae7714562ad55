import type { Client, Step } from '@outcrop/contract'
import type { AnyAction, Draft } from '../../actions/define-action.ts'
import type { StepData } from '../../actions/step-data.ts'
import { schemaOf } from '../../bedrock/bedrock.ts'
import { Problem } from '../../kernel/problem.ts'
import { variablesOf, writtenPathsOf } from '../../kernel/template.ts'
import { unresolved } from '../../kernel/unresolved.ts'

type Preview = Awaited<ReturnType<Client['previewStep']>>

/** What would be sent, as far as the step is written, and what is missing in it. */
export function previewStep(action: AnyAction, step: Step, data: StepData): Preview {
  const draft = action.draft(step.input)
  const preview: Preview = { request: null, variables: [], unknown: [], empty: [], findings: [...draft.findings] } // prettier-ignore
  try {
    const variables = draft.variables(data)
    preview.variables = Object.entries(variables).map(([name, value]) => ({ name, value }))
    preview.unknown = unknownIn(draft, new Set(Object.keys(variables)))
    preview.empty = emptyIn(draft, variables)
    preview.request = draft.request(data, { schema: schemaOf(step.output) })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    // Of a blank field the findings say enough; a template that is wrong is wrong in any case.
    if (draft.findings.length === 0 || error.code === 'template-failed') {
      preview.problem = error.toDocument()
    }
  }
  return preview
}

function unknownIn({ templates }: Draft, known: ReadonlySet<string>): string[] {
  const names = templates.flatMap(({ template, later = [] }) =>
    variablesOf(template).filter((name) => !later.includes(name)),
  )
  return [...new Set(names.filter((name) => !known.has(name)))]
}

/** What lies within a variable that is there, and has no value here. Earlier steps have no outputs yet. */
function emptyIn({ templates }: Draft, variables: Readonly<Record<string, unknown>>): string[] {
  const known = ([first = '']: readonly string[]) => Object.hasOwn(variables, first) && first !== 'steps' // prettier-ignore
  const paths = templates.flatMap(({ template }) => writtenPathsOf(template).filter(known))
  return [...new Set(paths.flatMap((path) => unresolved(path, variables) ?? []))]
}

import type { Definition, Finding } from '@outcrop/contract'
import type { AnyAction, Preflight, PreflightContext } from '../../actions/define-action.ts'

/**
 * Looks in AWS whether what the steps call fits them. It is for definitions that have no findings
 * otherwise: what is not whole cannot be looked at.
 */
export async function preflight(
  { steps }: Definition,
  actions: ReadonlyMap<string, AnyAction>,
  context: PreflightContext,
): Promise<Preflight> {
  const found = await Promise.all(
    steps.map(async ({ action, input }, index) => {
      const { findings = [], notes = [] } = (await actions.get(action)?.preflight(input, context)) ?? {} // prettier-ignore
      const strange = actions.get(action)?.check(input).notes ?? []
      const placed = ({ path, message }: Finding): Finding => ({ path: `steps.${index}.input.${path}`, message }) // prettier-ignore
      return { findings: findings.map(placed), notes: [...strange, ...notes].map(placed) }
    }),
  )
  return {
    findings: found.flatMap(({ findings }) => findings),
    notes: found.flatMap(({ notes }) => notes),
  }
}

import { parseArn } from './arn.ts'

/**
 * The id that prices and usage know a model by: ids and ARNs of a model and of the profiles that AWS
 * offers for it lead to the same one. What names no model, such as the ARN of an application
 * profile, stays as it is.
 */
export function modelOf(named: string): string {
  const arn = parseArn(named)
  const id = arn?.ids['model'] ?? (arn?.kind === 'inference-profile' ? arn.ids['profile'] : named)
  return (id ?? named).replace(/^(?:us|us-gov|eu|apac|jp|au|ca|global)\./, '').replace(/:\d+k$/, '')
}

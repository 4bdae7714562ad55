import { findGuardrail, type Guard } from '../../guardrails/find-guardrail.ts'
import { guardrailPermission } from '../../iam/guardrail-permission.ts'
import { validationError } from '../../wire/aws-error.ts'
import { checkRole } from '../check-role.ts'
import type { FlowRun } from '../flow-run.ts'

type Named = { guardrailIdentifier?: string | undefined; guardrailVersion?: string | undefined }

/** The guardrail that a node asks for, which its role must be allowed. Throws AwsError. */
export function nodeGuard(run: FlowRun, named: Named | undefined): Guard | undefined {
  if (!named) return undefined
  const { guardrailIdentifier: id, guardrailVersion: version } = named
  if (id === undefined || version === undefined) {
    throw validationError('guardrailIdentifier and guardrailVersion must be given together.')
  }
  checkRole(run, [guardrailPermission(id, run.asker())])
  return findGuardrail(run.asker(), id, version)
}

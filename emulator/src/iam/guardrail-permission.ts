import type { Permission } from './permission.ts'

/** What applying a guardrail needs, named by id or ARN. */
export function guardrailPermission(
  identifier: string,
  { region, account }: { region: string; account: { id: string } },
): Permission {
  const resource = identifier.startsWith('arn:')
    ? identifier
    : `arn:aws:bedrock:${region}:${account.id}:guardrail/${identifier}`
  return { action: 'bedrock:ApplyGuardrail', resource }
}

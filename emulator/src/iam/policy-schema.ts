import { z } from 'zod'
import { isOperator } from './read-operator.ts'

const listOf = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .union([schema, z.array(schema).min(1)])
    .transform((given): z.infer<Schema>[] => (Array.isArray(given) ? given : [given]))

const action = z
  .string()
  .regex(/^(\*|[a-z0-9-]+:[A-Za-z*?]+)$/, 'must be * or service:Action, such as bedrock:Invoke*')
const resource = z
  .string()
  .regex(/^(\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:.+)$/s, 'must be in ARN format or "*"')
const conditionValue = z.union([z.string(), z.number(), z.boolean()]).transform(String)

const conditions = z
  .record(z.string(), z.record(z.string().min(1), listOf(conditionValue)))
  .superRefine((given, context) => {
    for (const operator of Object.keys(given).filter((name) => !isOperator(name))) {
      const message = `${operator} is not a condition operator that this emulator knows`
      context.addIssue({ code: 'custom', path: [operator], message })
    }
  })

const principal = z.union([
  z.literal('*').transform(() => ({ AWS: ['*'] })),
  z.strictObject({
    AWS: listOf(z.string().min(1)).optional(),
    Service: listOf(z.string()).optional(),
    Federated: listOf(z.string()).optional(),
  }),
])

const common = {
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Condition: conditions.optional(),
}

const identityStatement = z
  .strictObject({
    ...common,
    Action: listOf(action).optional(),
    NotAction: listOf(action).optional(),
    Resource: listOf(resource).optional(),
    NotResource: listOf(resource).optional(),
  })
  .refine((given) => (given.Action === undefined) !== (given.NotAction === undefined), {
    message: 'must have one of Action and NotAction',
  })
  .refine((given) => (given.Resource === undefined) !== (given.NotResource === undefined), {
    message: 'must have one of Resource and NotResource',
  })

const trustStatement = z.strictObject({ ...common, Action: listOf(action), Principal: principal })

const document = <Statement extends z.ZodType>(statement: Statement) =>
  z.strictObject({
    Version: z.enum(['2012-10-17', '2008-10-17']).optional(),
    Id: z.string().optional(),
    Statement: listOf(statement),
  })

/** A policy of a user, a key, a role or a session, as AWS writes it. */
export const policySchema = document(identityStatement)

/** Who may assume a role, as AWS writes it. */
export const trustPolicySchema = document(trustStatement)

export type Policy = z.infer<typeof policySchema>
export type Statement = z.infer<typeof identityStatement>
export type TrustPolicy = z.infer<typeof trustPolicySchema>
export type TrustStatement = z.infer<typeof trustStatement>
export type Conditions = z.infer<typeof conditions>

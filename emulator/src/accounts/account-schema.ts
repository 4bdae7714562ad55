import { z } from 'zod'
import { botSchema } from '../bots/bot-schema.ts'
import { bucketSchema } from '../buckets/bucket-schema.ts'
import { policySchema, trustPolicySchema } from '../iam/policy-schema.ts'
import { guardrailSchema } from '../guardrails/guardrail-schema.ts'
import { promptSchema } from '../prompts/prompt-schema.ts'
import { agentSchema } from '../agents/agent-schema.ts'
import { flowSchema } from '../flows/flow-schema.ts'
import { functionSchema } from '../functions/function-schema.ts'
import { knowledgeBaseSchema } from '../knowledge-bases/knowledge-base-schema.ts'

const principal = z
  .string()
  .regex(
    /^(\*|\d{12}|arn:aws[a-z-]*:(iam|sts)::\d{12}:.+)$/,
    'must be *, a 12-digit account id or an IAM ARN',
  )

/** Without policies everything is allowed; with them only what they allow. */
const policies = z.array(policySchema).optional().describe('IAM policies, as AWS writes them.')

const userSchema = z.strictObject({ name: z.string().regex(/^[\w+=,.@-]{1,64}$/), policies })

const accessKeySchema = z.strictObject({
  id: z.string().regex(/^[A-Z0-9]{16,128}$/, 'must be 16 to 128 capital letters and digits'),
  secret: z.string().min(1),
  user: z.string().default('emulator').describe('The IAM user that owns the key.'),
  sessionToken: z.string().optional().describe('Makes this a temporary key.'),
  expiresAt: z.iso.datetime({ offset: true }).optional().describe('When the temporary key dies.'),
  policies: policies.describe('Joined to those of the user, for keys that shall differ.'),
})

const roleSchema = z
  .strictObject({
    name: z.string().regex(/^[\w+=,.@/-]{1,512}$/),
    externalId: z.string().min(2).max(1224).optional(),
    trusts: z
      .array(principal)
      .min(1)
      .optional()
      .describe('Who may assume it; the own account if absent.'),
    trustPolicy: trustPolicySchema
      .optional()
      .describe('The same as AWS writes it, instead of externalId and trusts.'),
    policies,
    maxSessionDurationS: z.int().min(3600).max(43_200).default(3600),
  })
  .refine(
    ({ trustPolicy, trusts, externalId }) =>
      trustPolicy === undefined || (trusts === undefined && externalId === undefined),
    { message: 'has a trustPolicy, so it can have neither trusts nor externalId' },
  )

const modelAccessSchema = z.strictObject({
  denied: z
    .array(z.string())
    .default([])
    .describe('Model id patterns without access; * is a wildcard.'),
  useCaseForm: z
    .enum(['submitted', 'missing'])
    .default('submitted')
    .describe("Whether the account has sent Anthropic's first-time-use form."),
  legacyInUse: z
    .array(z.string())
    .default([])
    .describe('Legacy models that the account used in the last 30 days and so may still call.'),
})

const applicationProfileSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]{12}$/),
  name: z.string().min(1).max(64),
  region: z.string(),
  copyFrom: z.string().describe('A foundation model id or a system-defined profile id.'),
})

const provisionedModelSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]{12}$/),
  name: z.string().min(1).max(63),
  region: z.string(),
  model: z.string().describe('A foundation model id.'),
  units: z.int().min(1).default(1),
  status: z.enum(['Creating', 'InService', 'Updating', 'Failed']).default('InService'),
})

const importedModelSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]{12}$/),
  name: z.string().min(1).max(63),
  region: z.string(),
  model: z.string().describe('The id of the foundation model that answers in its place.'),
  architecture: z.string().default('llama3'),
})

const modelDeploymentSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]{12}$/),
  name: z.string().min(1).max(63),
  region: z.string(),
  model: z.string().describe('The id of the foundation model that was customized.'),
  status: z.enum(['Creating', 'Active', 'Failed']).default('Active'),
})

const promptRouterSchema = z.strictObject({
  id: z.string().regex(/^[a-zA-Z0-9-:.]{1,64}$/),
  name: z.string().min(1).max(64),
  region: z.string(),
  type: z.enum(['custom', 'default']).default('custom'),
  models: z
    .array(z.string())
    .min(1)
    .max(2)
    .describe('Ids of foundation models or system-defined profiles.'),
  fallback: z.string().describe('The one of them that answers.'),
})

const membersSchema = z.strictObject({
  id: z.string().regex(/^\d{12}$/, 'must be 12 digits'),
  users: z.array(userSchema).default([]).describe('Only those that have policies.'),
  accessKeys: z.array(accessKeySchema).default([]),
  roles: z.array(roleSchema).default([]),
  modelAccess: modelAccessSchema.prefault({}),
  applicationProfiles: z.array(applicationProfileSchema).default([]),
  provisionedModels: z.array(provisionedModelSchema).default([]),
  importedModels: z.array(importedModelSchema).default([]),
  modelDeployments: z
    .array(modelDeploymentSchema)
    .default([])
    .describe('Custom models that are deployed for on-demand calls.'),
  promptRouters: z.array(promptRouterSchema).default([]),
  prompts: z.array(promptSchema).default([]),
  flows: z.array(flowSchema).default([]),
  functions: z.array(functionSchema).default([]),
  agents: z.array(agentSchema).default([]),
  knowledgeBases: z.array(knowledgeBaseSchema).default([]),
  guardrails: z.array(guardrailSchema).default([]),
  buckets: z.array(bucketSchema).default([]),
  bots: z.array(botSchema).default([]),
})

export const accountSchema = membersSchema.superRefine(({ flows, roles }, context) => {
  for (const [index, { name, executionRole }] of flows.entries()) {
    if (executionRole === undefined || roles.some((role) => role.name === executionRole)) continue
    const message = `The flow ${name} has the execution role ${executionRole}, which is not among the roles of the account.`
    context.addIssue({ code: 'custom', path: ['flows', index, 'executionRole'], message })
  }
})

export type Account = z.infer<typeof accountSchema>
export type PromptRouter = z.infer<typeof promptRouterSchema>
export type AccountInput = z.input<typeof accountSchema>
export type Role = z.infer<typeof roleSchema>
export type ModelAccess = z.infer<typeof modelAccessSchema>

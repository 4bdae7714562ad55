import { z } from 'zod'
import { id } from './id.ts'
import { providerLimits } from './limits.ts'
import { time } from './page.ts'
import { problem } from './problem.ts'
import { providerState } from './provider-state.ts'
import { roleArn } from './role-arn.ts'

/** A key pair of IAM, with the session token of temporary ones. */
export const accessKey = z.object({
  access_key_id: z
    .string()
    .regex(/^[A-Z0-9]{16,128}$/, 'must be an access key id, such as AKIA…')
    .describe('Of the key pair: AKIA… for a lasting one, ASIA… for a temporary one'),
  secret_access_key: z
    .string()
    .min(1)
    .max(256)
    .describe('Of the key pair. It is sealed, and never given back'),
  session_token: z
    .string()
    .min(1)
    .max(8192)
    .optional()
    .describe('Of temporary credentials only; they end with it'),
})
export type AccessKey = z.infer<typeof accessKey>

const accessKeyCredentials = z.object({ type: z.literal('access_key'), ...accessKey.shape })

const ambient = z.object({ type: z.literal('ambient') }).describe('The AWS credentials of the machine itself') // prettier-ignore
const emulator = z.object({ type: z.literal('emulator') }).describe('The emulator that Outcrop brings along') // prettier-ignore

const assumedRole = z.object({
  type: z.literal('assume_role'),
  role_arn: roleArn.describe('ARN of the role that has the permissions'),
  session_name: z
    .string()
    .regex(/^[\w+=,.@-]{2,64}$/, 'must be 2 to 64 letters, digits or any of + = , . @ - _')
    .describe('What CloudTrail of the AWS account calls the session'),
  external_id: z
    .string()
    .regex(
      /^[\w+=,.@:/-]{2,1224}$/,
      'must be 2 to 1,224 letters, digits or any of + = , . @ : / - _',
    )
    .optional()
    .describe('What the trust policy of the role demands; none when left out'),
  /** Who assumes the role: a key pair, or the ambient chain of this machine. */
  source: z
    .discriminatedUnion('type', [accessKeyCredentials, ambient])
    .describe('Who assumes the role: a key pair, or the credentials of the machine'),
})

/** How a provider proves who it is to AWS. Secrets are written, never read back. */
export const credentials = z
  .discriminatedUnion('type', [accessKeyCredentials, assumedRole, ambient, emulator])
  .describe('How a provider proves who it is to AWS. Secrets are written, never read back')
export type Credentials = z.infer<typeof credentials>

const changedKey = accessKeyCredentials.extend({
  secret_access_key: accessKey.shape.secret_access_key
    .optional()
    .describe('Left out, the stored one stays, as long as the access key id does'),
})

/** Credentials of a provider that is there already: the stored secret of a key need not be repeated. */
export const changedCredentials = z
  .discriminatedUnion('type', [
    changedKey,
    assumedRole.extend({
      source: z.discriminatedUnion('type', [changedKey, ambient]).describe('Who assumes the role'),
    }),
    ambient,
    emulator,
  ])
  .describe('New credentials; the secret of a key that is stored already need not be repeated')
export type ChangedCredentials = z.infer<typeof changedCredentials>

/** Credentials as they may be shown: everything but the secrets. */
export const shownCredentials = z
  .object({
    type: z
      .enum(['access_key', 'assume_role', 'ambient', 'emulator'])
      .describe('The kind of credentials'),
    access_key_id: z.string().optional().describe('The id of the key, never its secret'),
    has_session_token: z.boolean().optional().describe('Whether the key is a temporary one'),
    role_arn: z.string().optional().describe('The role that is assumed'),
    session_name: z.string().optional().describe('What CloudTrail calls the session'),
    external_id: z.string().optional().describe('What the trust policy of the role demands'),
    source: z.enum(['access_key', 'ambient']).optional().describe('Who assumes the role'),
  })
  .describe('Credentials without their secrets')
export type ShownCredentials = z.infer<typeof shownCredentials>

export const newProvider = z.object({
  name: z.string().trim().min(1).max(100).describe('What people call the provider'),
  region: z
    .string()
    .regex(/^[a-z]{2,}(-[a-z]+)+-\d$/, 'must be an AWS region, such as us-east-1')
    .describe('The AWS region that is called'),
  endpoint: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null)
    .describe('Overrides the AWS endpoints, for a VPC endpoint or an emulator'),
  credentials,
  max_in_flight: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(50)
    .describe('Bedrock calls at the same time, per worker process'),
  narrow_role: z
    .boolean()
    .default(false)
    .describe('Has each call made with a session of the assumed role that may do nothing but this call'), // prettier-ignore
  limits: providerLimits.default({
    requests_per_minute: null,
    tokens_per_minute: null,
    in_flight: null,
    models: [],
  }),
})
export type NewProvider = z.infer<typeof newProvider>

/** Absent members stay as they are. In a patch a default would overwrite what is stored, so there are none. */
export const providerPatch = newProvider.partial().extend({
  credentials: changedCredentials.optional(),
  endpoint: newProvider.shape.endpoint
    .unwrap()
    .optional()
    .describe('What is called in place of the endpoints of AWS; null for those'),
  max_in_flight: newProvider.shape.max_in_flight
    .unwrap()
    .optional()
    .describe('Bedrock calls at the same time, per worker process'),
  narrow_role: z
    .boolean()
    .optional()
    .describe('Whether each call is made with a session of the role that may do nothing else'),
  limits: providerLimits.optional().describe('Replaces all limits'),
})

/** One thing that Test connection tried, and what came of it. */
export const checkResult = z
  .object({
    check: z.string().describe('The AWS operation, such as sts:GetCallerIdentity'),
    subject: z
      .string()
      .optional()
      .describe(
        'The model, prompt, flow or agent that was looked at; absent for the connection itself',
      ),
    ok: z.boolean().describe('Whether it worked'),
    level: z
      .enum(['ok', 'warning', 'problem'])
      .optional()
      .describe('A warning works, and wants to be seen to; absent where `ok` says all'),
    summary: z.string().describe('What was found, in one sentence'),
    latency_ms: z.number().nullable().describe('How long AWS took; null when nothing was asked'),
    problem: problem.optional(),
  })
  .describe('One thing that was looked at')

export type CheckResult = z.infer<typeof checkResult>

export const levelOf = ({ level, ok }: Pick<CheckResult, 'level' | 'ok'>) =>
  level ?? (ok ? 'ok' : 'problem')

export const connectionTest = z
  .object({
    ok: z.boolean().describe('Whether calls can be made'),
    account: z.string().nullable().describe('The AWS account id behind the credentials'),
    arn: z.string().nullable().describe('The caller as AWS sees it'),
    tested_at: time,
    checks: z.array(checkResult).describe('What was tried, in order'),
  })
  .describe('What Test connection found')
export type ConnectionTest = z.infer<typeof connectionTest>

/** AWS advises to replace access keys that are older than this. */
export const oldKeyDays = 90

/** An access key of a provider, without its secret. */
export const providerKey = z.object({
  access_key_id: z.string().describe('The id of the key'),
  in_use: z.boolean().describe('False for the key that waits to take its place, or is to be removed'), // prettier-ignore
  entered_at: time,
  age_days: z.number().int().describe('Since it was entered here; AWS may have made it earlier'),
  is_old: z.boolean().describe(`From ${oldKeyDays} days on: replace it`),
  last_test: connectionTest
    .nullable()
    .describe('The last test of this key alone; null when there was none'),
})
export type ProviderKey = z.infer<typeof providerKey>

export const provider = z.object({
  id: id('provider'),
  name: z.string().describe('What people call the provider'),
  region: z.string().describe('The AWS region that is called'),
  endpoint: z
    .string()
    .nullable()
    .describe('What is called in place of the endpoints of AWS; null for those'),
  credentials: shownCredentials,
  keys: z
    .array(providerKey)
    .describe('The access key in use and, while keys are changed, a second one; none for other credentials'), // prettier-ignore
  max_in_flight: z.number().int().describe('Bedrock calls at the same time, per worker process'),
  narrow_role: z
    .boolean()
    .describe('Whether each call is made with a session of the role that may do nothing else'),
  limits: providerLimits,
  state: providerState.describe('`paused`: AWS refuses the credentials and all runs wait. `partly_paused`: AWS denies something that runs call, and the rest goes on'), // prettier-ignore
  last_test: connectionTest
    .nullable()
    .describe('The last Test connection; null when there was none'),
  paused_targets: z
    .number()
    .int()
    .describe('Models, prompts, flows and agents that AWS denies to this provider'),
  pause: z
    .object({
      problem,
      since: time,
      retest_at: time.nullable().describe('When Outcrop tests the connection again by itself'),
    })
    .nullable()
    .describe('Why its runs wait: until someone has acted and the test passes'),
  created_at: time,
  updated_at: time,
})
export type Provider = z.infer<typeof provider>

/** Something that can be named as `model`, and whether naming it alone is enough. */
export const model = z.object({
  id: z.string().describe('What to write as model: an id or an ARN'),
  name: z.string().describe('What AWS calls it'),
  vendor: z.string().describe('Who made it'),
  kind: z
    .enum([
      'foundation-model',
      'inference-profile',
      'application-inference-profile',
      'provisioned-throughput',
      'imported-model',
      'custom-model-deployment',
      'prompt-router',
    ])
    .describe('What is named by the id'),
  invocable: z
    .boolean()
    .describe('False for a model that needs an inference profile or provisioned throughput'),
  streaming: z
    .boolean()
    .nullable()
    .describe('Whether it can answer while it writes; null when AWS does not say'),
  lifecycle: z
    .enum(['ACTIVE', 'LEGACY'])
    .nullable()
    .describe('What AWS says of its future; null when it does not say'),
})
export type Model = z.infer<typeof model>

/** The models of a provider as AWS listed them once. */
export const modelCatalogue = z.object({
  items: z.array(model).describe('In the order of their names'),
  read_at: time.describe('When AWS was asked'),
  partial: z
    .boolean()
    .optional()
    .describe('True when the credentials may not see every list: AWS is asked again soon'),
})
export type ModelCatalogue = z.infer<typeof modelCatalogue>

/** A prompt that is kept in Amazon Bedrock: what there is to fill in, and what it runs on. */
export const managedPrompt = z.object({
  name: z.string().describe('What AWS calls the prompt'),
  version: z.string().describe('A number, or DRAFT'),
  model: z.string().nullable().describe('The model or inference profile that it runs on'),
  variables: z.array(z.string()).describe('The names that want a value'),
  template: z.string().describe('The text, with its variables in braces'),
})
export type ManagedPrompt = z.infer<typeof managedPrompt>

export const providerId = z.object({ id: id('provider') })
export const providerKeyId = providerId.extend({
  key: z.string().min(1).max(128).describe('Id of an access key, such as AKIA…'),
})

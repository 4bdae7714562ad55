import { z } from 'zod'
import { textPattern } from '../faults/text-pattern.ts'
import { actionGroupSchema } from './action-group-schema.ts'

const id = z.string().regex(/^[0-9a-zA-Z]{10}$/, 'must be 10 letters and digits')

/** A file that the agent's code interpreter would have made. */
const fileSchema = z.strictObject({
  name: z.string().min(1),
  type: z.string().default('text/csv'),
  text: z.string(),
  when: textPattern.optional().describe('Which questions it answers; all, if absent.'),
})

/** What a version fixes. */
const behaviour = {
  instruction: z.string().min(1),
  foundationModel: z.string().describe('A model or profile, by id or ARN.'),
  idleSessionTTLInSeconds: z.int().min(60).max(5400).default(600),
  actionGroups: z.array(actionGroupSchema).default([]),
  knowledgeBases: z.array(id).default([]).describe('Ids of knowledge bases of the account.'),
  files: z.array(fileSchema).max(5).default([]),
  mayStream: z
    .boolean()
    .default(true)
    .describe("Whether the agent's role may bedrock:InvokeModelWithResponseStream."),
}

const aliasSchema = z.strictObject({
  id,
  name: z.string().regex(/^[\w-]{1,100}$/),
  description: z.string().optional(),
  version: z
    .string()
    .regex(/^(DRAFT|[1-9]\d{0,4})$/, 'must be DRAFT or a number')
    .optional()
    .describe('Where it leads; nowhere, if absent.'),
  status: z
    .enum(['CREATING', 'PREPARED', 'FAILED', 'UPDATING', 'DELETING', 'DISSOCIATED'])
    .default('PREPARED'),
  invocations: z.enum(['ACCEPT_INVOCATIONS', 'REJECT_INVOCATIONS']).default('ACCEPT_INVOCATIONS'),
  failureReasons: z.array(z.string()).default([]),
})

/** An agent: its draft, its versions (only what differs from the draft) and its aliases. */
export const agentSchema = z
  .strictObject({
    id,
    name: z.string().regex(/^[\w-]{1,100}$/),
    description: z.string().optional(),
    region: z.string(),
    status: z
      .enum([
        'CREATING',
        'PREPARING',
        'PREPARED',
        'NOT_PREPARED',
        'DELETING',
        'FAILED',
        'VERSIONING',
        'UPDATING',
      ])
      .default('PREPARED'),
    ...behaviour,
    versions: z
      .record(
        z.string().regex(/^[1-9]\d{0,4}$/, 'must be a number'),
        z.strictObject({
          instruction: behaviour.instruction.optional(),
          foundationModel: behaviour.foundationModel.optional(),
          actionGroups: z.array(actionGroupSchema).optional(),
        }),
      )
      .default({ 1: {} }),
    aliases: z.array(aliasSchema).default([]),
  })
  .superRefine(({ aliases, versions }, context) => {
    for (const { name, version } of aliases) {
      if (version === undefined || version === 'DRAFT' || version in versions) continue
      context.addIssue({
        code: 'custom',
        message: `The alias ${name} leads to version ${version}, which the agent does not have.`,
      })
    }
  })

export type Agent = z.infer<typeof agentSchema>
export type AgentAlias = z.infer<typeof aliasSchema>

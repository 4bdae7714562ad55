import { z } from 'zod'
import { checkDefinition } from './check-definition.ts'
import { flowDefinitionSchema } from './flow-definition.ts'

const id = z.string().regex(/^[0-9a-zA-Z]{10}$/, 'must be 10 letters and digits')
const version = z.string().regex(/^[1-9]\d{0,4}$/, 'must be a number from 1')
const flowName = z.string().regex(/^([0-9a-zA-Z][_-]?){1,100}$/)

const versionSchema = z.strictObject({
  version,
  description: z.string().min(1).max(200).optional(),
  definition: flowDefinitionSchema
    .optional()
    .describe("What the version runs; the draft's definition if absent."),
})

const aliasSchema = z.strictObject({
  id,
  name: flowName,
  description: z.string().min(1).max(200).optional(),
  version: z.union([z.literal('DRAFT'), version]).describe('The version that it routes to.'),
})

/** A flow of an account, with its draft, its versions and the aliases that callers use. */
export const flowSchema = z
  .strictObject({
    id,
    name: flowName,
    description: z.string().min(1).max(200).optional(),
    region: z.string(),
    executionRole: z
      .string()
      .optional()
      .describe(
        'The name of the role of the account with whose permissions the flow works; one that may do everything if absent.',
      ),
    status: z
      .enum(['NotPrepared', 'Preparing', 'Prepared', 'Failed'])
      .optional()
      .describe('Of the draft; told by its definition if absent.'),
    definition: flowDefinitionSchema.describe('A FlowDefinition, as AWS writes it.'),
    versions: z.array(versionSchema).default([]),
    aliases: z.array(aliasSchema).default([]),
  })
  .superRefine(({ definition, versions, aliases }, context) => {
    const complain = (message: string): void => context.addIssue({ code: 'custom', message })
    for (const each of versions) {
      const [mistake] = checkDefinition(each.definition ?? definition)
      if (mistake) complain(`Version ${each.version} could not be made: ${mistake.message}`)
    }
    for (const alias of aliases) {
      const exists =
        alias.version === 'DRAFT' || versions.some((each) => each.version === alias.version)
      if (!exists)
        complain(`The alias ${alias.name} routes to version ${alias.version}, which is missing.`)
    }
  })

export type Flow = z.infer<typeof flowSchema>
export type FlowInput = z.input<typeof flowSchema>
export type FlowAlias = Flow['aliases'][number]

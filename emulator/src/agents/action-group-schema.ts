import { z } from 'zod'
import { textPattern } from '../faults/text-pattern.ts'

const parameterSchema = z.strictObject({
  type: z.enum(['string', 'number', 'integer', 'boolean', 'array']).default('string'),
  description: z.string().default(''),
  required: z.boolean().default(false),
})

const parameters = z.record(z.string().regex(/^[\w-]{1,100}$/), parameterSchema).default({})

const cues = z
  .array(textPattern)
  .min(1)
  .optional()
  .describe(
    'When the deterministic model calls it: pieces of what the user says, or expressions. All words of its name, if absent.',
  )

const functionSchema = z.strictObject({
  name: z.string().regex(/^[\w-]{1,100}$/),
  description: z.string().default(''),
  parameters,
  cues,
})

const apiSchema = z.strictObject({
  path: z.string().startsWith('/'),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  operationId: z.string().regex(/^[\w-]{1,64}$/),
  description: z.string().default(''),
  parameters,
  requestBody: parameters.describe('The properties of a JSON body.'),
  cues,
})

/** What an agent can do: functions or API paths, done by a Lambda function or by the caller. */
export const actionGroupSchema = z
  .strictObject({
    name: z.string().regex(/^[\w-]{1,100}$/),
    description: z.string().default(''),
    executor: z
      .union([
        z.literal('RETURN_CONTROL'),
        z.strictObject({ lambda: z.string().startsWith('arn:') }),
      ])
      .describe('RETURN_CONTROL hands the action to the caller.'),
    functions: z.array(functionSchema).default([]),
    apis: z.array(apiSchema).default([]),
  })
  .refine(({ functions, apis }) => functions.length === 0 || apis.length === 0, {
    error: 'An action group has functions or apis, not both.',
  })

export type ActionGroup = z.infer<typeof actionGroupSchema>
export type ActionParameter = z.infer<typeof parameterSchema>

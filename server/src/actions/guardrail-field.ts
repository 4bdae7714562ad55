import { z } from 'zod'

/** The guardrail before and after a model, where an author wants one. */
export const guardrailField = z
  .object({
    id: z
      .string()
      .trim()
      .min(1, 'Name a guardrail.')
      .max(2048)
      .meta({ title: 'Guardrail', description: 'The id or ARN, from its overview in the Bedrock console.' }), // prettier-ignore
    version: z
      .string()
      .regex(/^(DRAFT|[1-9]\d{0,7})$/, 'must be the number of a version, or DRAFT')
      .meta({ title: 'Version', description: 'A number, or DRAFT.' }),
  })
  .optional()
  .meta({ title: 'Guardrail', description: 'Looks at the question before the model and at the answer after it.' }) // prettier-ignore

import { z } from 'zod'
import { modelFields } from './model-fields.ts'
import { thinkingFaults } from './thinking-faults.ts'

/** What may be set of how a model writes. What is left out is left to the model. */
export const inference = z
  .object({
    max_tokens: z
      .number()
      .int()
      .min(1)
      .max(1_000_000)
      .optional()
      .meta({ title: 'Max tokens', description: 'Tokens of an answer at most' }),
    temperature: z.number().min(0).max(1).optional().meta({
      title: 'Temperature',
      description: '0 is the most likely wording, 1 the most varied',
    }),
    top_p: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .meta({ title: 'Top P', description: 'The share of likely words that are considered' }),
    stop_sequences: z
      .array(z.string().min(1).max(100))
      .max(20)
      .optional()
      .meta({ title: 'Stop sequences', description: 'Texts at which the model stops' }),
    additional_model_request_fields: modelFields.optional().meta({
      title: 'Additional model request fields',
      description: 'A JSON object in the words of the model’s family, such as {"top_k": 50} or {"thinking": …} for Claude.', // prettier-ignore
    }),
  })
  .superRefine((given, context) => {
    for (const { path, message } of thinkingFaults(given)) {
      context.addIssue({ code: 'custom', path: [...path], message })
    }
  })
export type Inference = z.infer<typeof inference>

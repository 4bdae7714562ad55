import { z } from 'zod'
import type { JsonObject } from '../../json.ts'
import { bodyComplaint } from '../../model/body-complaint.ts'
import { malformedForModel } from '../../model/malformed.ts'

/**
 * How many of the likeliest tokens Nova may choose from. The bound stands in "Request and response
 * schema" of the Nova 2 user guide; that of the first Nova models says "0 or greater".
 */
export const novaTopK = z.int().min(0).max(128)

const reasoningConfig = z
  .strictObject({
    type: z.enum(['enabled', 'disabled']),
    maxReasoningEffort: z.enum(['low', 'medium', 'high']).optional(),
  })
  .optional()

const fieldsOfNova = z.strictObject({
  inferenceConfig: z.strictObject({ topK: novaTopK.optional(), reasoningConfig }).optional(),
  reasoningConfig,
})

/** Throws the ValidationException of Nova for fields that it does not take. */
export function checkNovaFields(fields: JsonObject): void {
  const { error } = fieldsOfNova.safeParse(fields)
  if (error) throw malformedForModel(bodyComplaint(error.issues, fields))
}

import { z } from 'zod'
import { guardrail } from './guardrail.ts'
import { id } from './id.ts'
import { inference } from './inference.ts'
import { time } from './page.ts'
import { newPrice } from './price.ts'
import { providerState } from './provider-state.ts'

/** A named model set-up on a provider, usable wherever a model is chosen. */
export const newService = z.object({
  name: z.string().trim().min(1).max(100).describe('What people call the service'),
  description: z.string().max(1000).default('').describe('What it is for'),
  provider_id: id('provider'),
  model: z
    .string()
    .trim()
    .min(1)
    .max(2048)
    .describe('A model id, an inference profile id or ARN, or a provisioned throughput ARN'),
  inference: inference.default({}).describe('How the model writes; what is left out is left to it'),
  guardrail: guardrail
    .nullable()
    .default(null)
    .describe('What accompanies every call; null for none'),
  price: newPrice
    .omit({ model: true })
    .nullable()
    .default(null)
    .describe('What calls through this service cost; null for the price of the model'),
})
export type NewService = z.infer<typeof newService>

/** Absent members stay as they are. */
export const servicePatch = z.object({
  name: newService.shape.name.optional(),
  description: newService.shape.description.unwrap().optional().describe('What it is for'),
  provider_id: newService.shape.provider_id.optional(),
  model: newService.shape.model.optional(),
  inference: inference.optional().describe('How the model writes; what is left out is left to it'),
  guardrail: guardrail.nullable().optional().describe('What accompanies every call; null for none'),
  price: newService.shape.price
    .unwrap()
    .optional()
    .describe('What calls through this service cost; null for the price of the model'),
})
export type ServicePatch = z.infer<typeof servicePatch>

export const service = newService.extend({
  id: id('service'),
  provider: z
    .object({
      name: z.string().describe('What people call the provider'),
      region: z.string().describe('The AWS region of the provider'),
      state: providerState,
    })
    .describe('Where its calls go'),
  created_at: time,
  updated_at: time,
})
export type Service = z.infer<typeof service>

import { z } from 'zod'
import { guardrail } from './guardrail.ts'
import { id } from './id.ts'
import { inference } from './inference.ts'
import { time } from './page.ts'
import { newPrice } from './price.ts'
import { providerState } from './provider-state.ts'

/** A named model set-up on a provider, usable wherever a model is chosen. */
export const newService = z.object({
  name: z.string().trim().min(1).max(100),
  description: z.string().max(1000).default(''),
  provider_id: id('provider'),
  model: z
    .string()
    .trim()
    .min(1)
    .max(2048)
    .describe('A model id, an inference profile id or ARN, or a provisioned throughput ARN'),
  inference: inference.default({}),
  guardrail: guardrail.nullable().default(null),
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
  description: newService.shape.description.unwrap().optional(),
  provider_id: newService.shape.provider_id.optional(),
  model: newService.shape.model.optional(),
  inference: inference.optional(),
  guardrail: guardrail.nullable().optional(),
  price: newService.shape.price.unwrap().optional(),
})
export type ServicePatch = z.infer<typeof servicePatch>

export const service = newService.extend({
  id: id('service'),
  provider: z.object({
    name: z.string(),
    region: z.string(),
    state: providerState,
  }),
  created_at: time,
  updated_at: time,
})
export type Service = z.infer<typeof service>

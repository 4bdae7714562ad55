import { guardrail, inference, thinkingFaults, type Finding, type Service } from '@outcrop/contract'
import { z } from 'zod'
import type { Use } from '../bedrock/bedrock.ts'
import { Problem } from '../kernel/problem.ts'
import type { Known } from './known.ts'
import { providerField } from './provider-field.ts'

/** The inputs with which an action says which model answers, and how. */
export const modelInput = {
  service_id: z
    .string()
    .regex(/^svc_[0-9a-f]{32}$/, 'Choose a service.')
    .optional()
    .meta({ title: 'Service', description: 'A named model set-up, instead of a provider and a model.' }), // prettier-ignore
  provider_id: providerField.optional(),
  model: z
    .string()
    .trim()
    .min(1, 'Name a model.')
    .max(2048)
    .optional()
    .meta({ title: 'Model ID or inference profile ARN', description: 'A model id, an inference profile id or ARN, or a provisioned throughput ARN.' }), // prettier-ignore
  inference: inference.default({}).meta({
    title: 'Inference settings',
    description: 'They win over those of a service. What is left out is left to the model.',
  }),
  guardrail: guardrail.nullable().optional().meta({
    title: 'Guardrail',
    description: 'It takes the place of the one of a service; null calls the service without any.',
  }),
}

type Given = z.infer<z.ZodObject<typeof modelInput>>

/** As far as an input makes the choice: a body in the model's own format has settings of its own. */
type Chosen = Omit<Given, 'inference'> & Partial<Pick<Given, 'inference'>>

/** What is asked, as it is stored with the attempt: whatever a service says is written out. */
export interface ModelChoice {
  readonly service_id?: string
  readonly provider_id: string
  readonly model: string
  readonly inference: Given['inference']
  readonly guardrail?: NonNullable<Given['guardrail']>
  readonly price?: NonNullable<Service['price']>
}

interface Named {
  readonly service_id?: unknown
  readonly provider_id?: unknown
  readonly model?: unknown
}

type Rule = [
  holds: (given: Named) => boolean,
  told: { path: PropertyKey[]; message: string; when: typeof isObject },
]

// What else is missing in an input hides none of these.
const rule = (name: keyof Named, message: string, holds: (given: Named) => boolean): Rule => [
  holds,
  { path: [name], message, when: isObject },
]

const isObject = ({ value }: { readonly value: unknown }): boolean =>
  typeof value === 'object' && value !== null

/** An input names a provider and a model, or a service, and not both: each rule is a refinement. */
export const namesProvider = rule('provider_id', 'Choose a provider.', (given) => given.service_id !== undefined || given.provider_id !== undefined) // prettier-ignore
export const namesModel = rule('model', 'Name a model.', (given) => given.service_id !== undefined || given.model !== undefined) // prettier-ignore
export const namesOneOnly = rule('service_id', 'Choose a service, or a provider and a model, not both.', (given) => given.service_id === undefined || (given.provider_id === undefined && given.model === undefined)) // prettier-ignore

/** The provider behind a choice; null when the service is gone. */
export function providerOfChoice(
  given: Chosen,
  organizationId: string,
  known: Known,
): string | null {
  if (given.service_id === undefined) return given.provider_id ?? null
  return known.service(organizationId, given.service_id)?.providerId ?? null
}

/** What a choice names and the organization does not have. */
export function missingInChoice(
  { service_id }: Chosen,
  organizationId: string,
  known: Known,
): Finding[] {
  if (service_id === undefined || known.service(organizationId, service_id)) return []
  return [{ path: 'service_id', message: 'This service does not exist. Choose another one.' }]
}

/**
 * What the settings of a service and those of a step cannot mean together: each alone is right, and
 * AWS would refuse the request that they make.
 */
export function clashesInChoice(given: Chosen, organizationId: string, known: Known): Finding[] {
  const service = given.service_id && known.service(organizationId, given.service_id)
  if (!service) return []
  return thinkingFaults({ ...service.inference, ...given.inference }).map(({ path, message }) => ({
    path: ['inference', ...path].join('.'),
    message: `${message} (with the settings of the service)`,
  }))
}

/** What will be asked. A service is looked up now, so that a change of it counts for the next call. */
export function resolveChoice(given: Chosen, organizationId: string, known: Known): ModelChoice {
  const {
    service_id,
    provider_id = '',
    model = '',
    inference: own = {},
    guardrail: ownGuardrail,
  } = given
  if (service_id === undefined) {
    return { provider_id, model, inference: own, ...(ownGuardrail && { guardrail: ownGuardrail }) }
  }
  const service = known.service(organizationId, service_id)
  if (!service) throw new Problem('service-missing', `The service ${service_id} does not exist any more.`) // prettier-ignore
  const chosen = ownGuardrail === undefined ? service.guardrail : ownGuardrail
  return {
    service_id,
    provider_id: service.providerId,
    model: service.model,
    inference: { ...service.inference, ...own },
    ...(chosen && { guardrail: chosen }),
    ...(service.price && { price: service.price }),
  }
}

/** What a choice calls in AWS; nothing when its service is gone. */
export function usesOfChoice(given: Chosen, organizationId: string, known: Known): readonly Use[] {
  const isGone = missingInChoice(given, organizationId, known).length > 0
  if (isGone) return []
  const { model, guardrail: chosen } = resolveChoice(given, organizationId, known)
  return [{ kind: 'model', model, guardrail: chosen?.id }]
}

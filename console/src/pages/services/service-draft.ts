import type { NewService, Service } from '@outcrop/contract'

/** What the form holds; every text may be empty while it is being typed. */
export interface ServiceDraft {
  readonly name: string
  readonly description: string
  readonly providerId: string
  readonly model: string
  readonly inference: NewService['inference']
  readonly isGuarded: boolean
  readonly guardrailId: string
  readonly guardrailVersion: string
  /** In USD per million tokens; both empty for the price of the model. */
  readonly inputPrice: string
  readonly outputPrice: string
}

export const emptyDraft: ServiceDraft = {
  name: '',
  description: '',
  providerId: '',
  model: '',
  inference: {},
  isGuarded: false,
  guardrailId: '',
  guardrailVersion: 'DRAFT',
  inputPrice: '',
  outputPrice: '',
}

export const draftOf = (service: Service): ServiceDraft => ({
  name: service.name,
  description: service.description,
  providerId: service.provider_id,
  model: service.model,
  inference: service.inference,
  isGuarded: service.guardrail !== null,
  guardrailId: service.guardrail?.id ?? '',
  guardrailVersion: service.guardrail?.version ?? emptyDraft.guardrailVersion,
  inputPrice: service.price?.input_usd_per_million ?? '',
  outputPrice: service.price?.output_usd_per_million ?? '',
})

/** The service as it is sent. Prices of the cache are not in the form; those of `saved` stay. */
export function serviceOf(draft: ServiceDraft, saved?: Service): NewService {
  const [input, output] = [draft.inputPrice.trim(), draft.outputPrice.trim()]
  return {
    name: draft.name.trim(),
    description: draft.description.trim(),
    provider_id: draft.providerId,
    model: draft.model.trim(),
    inference: draft.inference,
    guardrail: draft.isGuarded
      ? { id: draft.guardrailId.trim(), version: draft.guardrailVersion.trim() }
      : null,
    price:
      input === '' && output === ''
        ? null
        : {
            cache_read_usd_per_million: saved?.price?.cache_read_usd_per_million ?? null,
            cache_write_usd_per_million: saved?.price?.cache_write_usd_per_million ?? null,
            input_usd_per_million: input,
            output_usd_per_million: output,
          },
  }
}

/** Fields whose problems the form shows beside them, by the paths that the server uses. */
export const shownPaths = [
  'name', 'description', 'provider_id', 'model', 'inference', 'guardrail.id', 'guardrail.version',
  'price.input_usd_per_million', 'price.output_usd_per_million',
] as const // prettier-ignore

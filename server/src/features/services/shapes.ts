import { providerStateOf, type Service } from '@outcrop/contract'
import type { KnownService } from '../../actions/known.ts'
import type { ServiceRow } from './store.ts'

export const serviceOf = (row: ServiceRow): Service => ({
  id: row.id,
  name: row.name,
  description: row.description,
  provider_id: row.provider_id,
  provider: {
    name: row.provider_name,
    region: row.region,
    state: providerStateOf({
      tested: row.tested,
      isPaused: row.is_paused,
      pausedTargets: row.paused_targets,
    }),
  },
  model: row.model,
  inference: row.inference,
  guardrail: row.guardrail,
  price: row.price,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})

type Setup = Pick<ServiceRow, 'provider_id' | 'model' | 'inference' | 'guardrail' | 'price'>

/** A service as steps are prepared with it. */
export const knownServiceOf = (row: Setup): KnownService => ({
  providerId: row.provider_id,
  model: row.model,
  inference: row.inference,
  guardrail: row.guardrail,
  price: row.price,
})

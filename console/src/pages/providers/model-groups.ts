import type { Model } from '@outcrop/contract'
import { findModels } from './find-models.ts'

export interface ModelGroup {
  readonly group: string
  readonly models: readonly Model[]
}

const groups: readonly (readonly [string, (model: Model) => boolean])[] = [
  ['On demand', ({ kind, invocable }) => kind === 'foundation-model' && invocable],
  ['Inference profiles', ({ kind }) => kind === 'inference-profile'],
  ['Your inference profiles', ({ kind }) => kind === 'application-inference-profile'],
  ['Provisioned throughput', ({ kind }) => kind === 'provisioned-throughput'],
  ['Your own models', ({ kind }) => kind === 'imported-model' || kind === 'custom-model-deployment'],
  ['Prompt routers', ({ kind }) => kind === 'prompt-router'],
  ['Not callable by their id alone', ({ kind, invocable }) => kind === 'foundation-model' && !invocable],
] // prettier-ignore

/** Models that fit a search, by how they are called; what cannot be called as it stands comes last. */
export function modelGroups(models: readonly Model[], search: string, limit: number): ModelGroup[] {
  const found = findModels(models, search)
  const shown = groups.flatMap(([, belongs]) => found.filter(belongs)).slice(0, limit)
  return groups
    .map(([group, belongs]) => ({ group, models: shown.filter(belongs) }))
    .filter((one) => one.models.length > 0)
}

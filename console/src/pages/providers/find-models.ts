import type { Model } from '@outcrop/contract'

/** Models that have every word of the search in their id, name or vendor; invocable ones first. */
export function findModels(models: readonly Model[], search: string): Model[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean)
  const textOf = ({ id, name, vendor }: Model) => `${id} ${name} ${vendor}`.toLowerCase()
  return models
    .filter((model) => wanted.every((word) => textOf(model).includes(word)))
    .toSorted((one, other) => Number(other.invocable) - Number(one.invocable))
}

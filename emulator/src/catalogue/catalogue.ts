import { regions as allRegions } from './geographies.ts'
import { modelSchema, type Model, type ModelInput } from './model-schema.ts'
import { amazonModels } from './models/amazon.ts'
import { anthropicModels } from './models/anthropic.ts'
import { openWeightModels } from './models/open-weight.ts'
import { profilesOf, type SystemProfile } from './system-profiles.ts'

export type Catalogue = {
  model: (id: string) => Model | undefined
  /** The models that a region's ListFoundationModels shows. */
  modelsIn: (region: string) => ReadonlySet<Model>
  profile: (id: string) => SystemProfile | undefined
  profilesIn: (region: string) => SystemProfile[]
}

/** The built-in models and the given ones; a given model replaces a built-in one of the same id. */
export function createCatalogue(extra: readonly ModelInput[] = []): Catalogue {
  const all = [...amazonModels, ...anthropicModels, ...openWeightModels, ...extra]
  const byId = new Map(all.map((input) => [input.id, modelSchema.parse(input)]))
  const models = [...byId.values()]
  const profiles = new Map(models.flatMap(profilesOf).map((profile) => [profile.id, profile]))
  const offered = new Map<string, ReadonlySet<Model>>()
  const modelsIn = (region: string): ReadonlySet<Model> => {
    const known = offered.get(region)
    if (known) return known
    const found = new Set(models.filter((model) => isOffered(model, region)))
    // Only real regions are kept, because a caller may sign for any name.
    if (allRegions.includes(region)) offered.set(region, found)
    return found
  }
  return {
    model: (id) => byId.get(id),
    modelsIn,
    profile: (id) => profiles.get(id),
    profilesIn: (region) =>
      [...profiles.values()].filter((profile) => profile.sourceRegions.includes(region)),
  }
}

/** Whether a region knows the model at all, directly or through a profile. */
function isOffered(model: Model, region: string): boolean {
  if (isDirect(model, region)) return true
  return profilesOf(model).some(({ sourceRegions }) => sourceRegions.includes(region))
}

/** Whether the region itself can run the model. */
export function isDirect(model: Model, region: string): boolean {
  return model.regions ? model.regions.includes(region) : allRegions.includes(region)
}

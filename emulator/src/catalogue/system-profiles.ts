import { geographies, geographyTitles, regions } from './geographies.ts'
import type { Model } from './model-schema.ts'

export type SystemProfile = {
  id: string
  name: string
  description: string
  modelId: string
  geography: keyof typeof geographyTitles
  /** From where it may be called. */
  sourceRegions: readonly string[]
}

/** The cross-region profiles that AWS itself offers for a model. */
export function profilesOf(model: Model): SystemProfile[] {
  return model.profiles.map((geography) => {
    const title = geographyTitles[geography]
    return {
      id: `${geography}.${model.id}`,
      name: `${title} ${model.provider} ${model.name}`,
      description: `Routes requests to ${model.provider} ${model.name} in ${geography === 'global' ? 'any region' : `the ${title} regions`}.`,
      modelId: model.id,
      geography,
      sourceRegions: geography === 'global' ? regions : geographies[geography],
    }
  })
}

/** The foundation-model ARNs behind a profile, as seen from a region (1 to 5 of them). */
export function modelArnsOf(profile: SystemProfile, region: string): string[] {
  const places = profile.geography === 'global' ? [region, ''] : geographies[profile.geography]
  return places.map((place) => `arn:aws:bedrock:${place}::foundation-model/${profile.modelId}`)
}

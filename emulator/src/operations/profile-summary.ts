import type { Account } from '../accounts/account-schema.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { createdAt } from '../created-at.ts'
import { modelArnsOf, type SystemProfile } from '../catalogue/system-profiles.ts'

export type ProfileSummary = {
  inferenceProfileId: string
  inferenceProfileArn: string
  type: string
}
type Place = { account: Account; region: string; catalogue: Catalogue }

/** A system-defined profile as the control plane shows it. */
export function systemProfileSummary(
  profile: SystemProfile,
  { account, region }: Place,
): ProfileSummary {
  return summary({
    id: profile.id,
    name: profile.name,
    description: profile.description,
    arn: `arn:aws:bedrock:${region}:${account.id}:inference-profile/${profile.id}`,
    modelArns: modelArnsOf(profile, region),
    type: 'SYSTEM_DEFINED',
  })
}

/** The account's own profiles in a region. */
export function applicationProfileSummaries({
  account,
  region,
  catalogue,
}: Place): ProfileSummary[] {
  const own = account.applicationProfiles.filter((profile) => profile.region === region)
  return own.map(({ id, name, copyFrom }) => {
    const source = catalogue.profile(copyFrom)
    return summary({
      id,
      name,
      description: `Copied from ${copyFrom}.`,
      arn: `arn:aws:bedrock:${region}:${account.id}:application-inference-profile/${id}`,
      modelArns: source
        ? modelArnsOf(source, region)
        : [`arn:aws:bedrock:${region}::foundation-model/${copyFrom}`],
      type: 'APPLICATION',
    })
  })
}

function summary(profile: {
  id: string
  name: string
  description: string
  arn: string
  modelArns: readonly string[]
  type: string
}): ProfileSummary & Record<string, unknown> {
  return {
    inferenceProfileName: profile.name,
    description: profile.description,
    createdAt,
    updatedAt: createdAt,
    inferenceProfileArn: profile.arn,
    models: profile.modelArns.map((modelArn) => ({ modelArn })),
    inferenceProfileId: profile.id,
    status: 'ACTIVE',
    type: profile.type,
  }
}

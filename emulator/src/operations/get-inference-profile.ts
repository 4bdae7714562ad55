import { notFound } from '../wire/aws-error.ts'
import { jsonReply } from '../wire/reply.ts'
import type { World } from '../world.ts'
import type { Call, Operation } from './operation.ts'
import {
  applicationProfileSummaries,
  systemProfileSummary,
  type ProfileSummary,
} from './profile-summary.ts'

export const getInferenceProfile: Operation = {
  name: 'GetInferenceProfile',
  endpoint: 'bedrock',
  action: 'bedrock:GetInferenceProfile',
  route: { method: 'GET', path: /^\/inference-profiles\/([^/]+)$/ },
  permissions: ({ params: [wanted = ''], region, account }) => [
    {
      action: 'bedrock:GetInferenceProfile',
      resource: wanted.startsWith('arn:')
        ? wanted
        : `arn:aws:bedrock:${region}:${account.id}:inference-profile/${wanted}`,
    },
  ],
  prepare: (call) => ({
    modelId: call.params[0] ?? '',
    perform: (world) => jsonReply(find(call, world)),
  }),
}

function find(call: Call, { catalogue }: World): ProfileSummary {
  const place = { ...call, catalogue }
  const [wanted = ''] = call.params
  const profiles = [
    ...catalogue.profilesIn(call.region).map((profile) => systemProfileSummary(profile, place)),
    ...applicationProfileSummaries(place),
  ]
  const found = profiles.find(
    (profile) => profile.inferenceProfileArn === wanted || profile.inferenceProfileId === wanted,
  )
  if (found) return found
  throw notFound(
    `The inference profile ${wanted} was not found. Check the id or ARN and the region.`,
  )
}

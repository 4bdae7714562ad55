import { z } from 'zod'
import { jsonReply } from '../wire/reply.ts'
import type { Operation } from './operation.ts'
import { page, pageQuery } from './page.ts'
import { parseQuery } from './parse-query.ts'
import { applicationProfileSummaries, systemProfileSummary } from './profile-summary.ts'

const query = z.object({ ...pageQuery, type: z.enum(['SYSTEM_DEFINED', 'APPLICATION']).optional() })

export const listInferenceProfiles: Operation = {
  name: 'ListInferenceProfiles',
  endpoint: 'bedrock',
  action: 'bedrock:ListInferenceProfiles',
  route: { method: 'GET', path: /^\/inference-profiles$/ },
  prepare: (call) => {
    const { type, ...wanted } = parseQuery(call, query)
    return {
      perform: ({ catalogue }) => {
        const place = { ...call, catalogue }
        const all = [
          ...catalogue
            .profilesIn(call.region)
            .map((profile) => systemProfileSummary(profile, place)),
          ...applicationProfileSummaries(place),
        ]
        const found = all.filter((profile) => type === undefined || profile.type === type)
        const { items, nextToken } = page(found, wanted)
        return jsonReply({ inferenceProfileSummaries: items, nextToken })
      },
    }
  },
}

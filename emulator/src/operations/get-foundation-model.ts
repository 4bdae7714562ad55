import { modelPermissions } from '../iam/model-permissions.ts'
import { jsonReply } from '../wire/reply.ts'
import { modelSummary } from './model-summary.ts'
import { namedModel } from './named-model.ts'
import type { Operation } from './operation.ts'

export const getFoundationModel: Operation = {
  name: 'GetFoundationModel',
  endpoint: 'bedrock',
  action: 'bedrock:GetFoundationModel',
  route: { method: 'GET', path: /^\/foundation-models\/([^/]+)$/ },
  permissions: (call, { catalogue }) =>
    modelPermissions('bedrock:GetFoundationModel', call.params[0] ?? '', { ...call, catalogue }),
  prepare: (call) => ({
    modelId: call.params[0] ?? '',
    perform: (world) =>
      jsonReply({ modelDetails: modelSummary(namedModel(call, world), call.region) }),
  }),
}

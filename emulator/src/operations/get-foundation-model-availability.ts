import { isDenied, lacksUseCaseForm } from '../catalogue/check-access.ts'
import { jsonReply } from '../wire/reply.ts'
import { namedModel } from './named-model.ts'
import type { Operation } from './operation.ts'

export const getFoundationModelAvailability: Operation = {
  name: 'GetFoundationModelAvailability',
  endpoint: 'bedrock',
  action: 'bedrock:GetFoundationModelAvailability',
  route: { method: 'GET', path: /^\/foundation-model-availability\/([^/]+)$/ },
  prepare: (call) => ({
    modelId: call.params[0] ?? '',
    perform: (world) => {
      const model = namedModel(call, world)
      const access = call.account.modelAccess
      const isAgreed = !isDenied(model, access) && !lacksUseCaseForm(model, access)
      return jsonReply({
        modelId: model.id,
        agreementAvailability: { status: isAgreed ? 'AVAILABLE' : 'NOT_AVAILABLE' },
        authorizationStatus: 'AUTHORIZED',
        entitlementAvailability: isDenied(model, access) ? 'NOT_AVAILABLE' : 'AVAILABLE',
        regionAvailability: 'AVAILABLE',
      })
    },
  }),
}

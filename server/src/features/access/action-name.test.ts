import { routes } from '@outcrop/contract'
import { expect, test } from 'vitest'
import { actionName } from './action-name.ts'

test.each([
  ['provider.created', routes.createProvider],
  ['api-key.deleted', routes.deleteApiKey],
  ['automation.updated', routes.updateAutomation],
  ['automation.published', routes.publishAutomation],
  ['run.cancelled', routes.cancelRun],
  ['step.tried', routes.tryStep],
  ['trace.ended', routes.endTrace],
  ['my-credentials.changed', routes.changeMyCredentials],
])('%s', (name, route) => {
  expect(actionName(route)).toBe(name)
})

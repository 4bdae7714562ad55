import type { Operation } from './operation.ts'
import { xmlReply } from './xml-reply.ts'

export const getCallerIdentity: Operation = {
  name: 'GetCallerIdentity',
  endpoint: 'sts',
  action: 'sts:GetCallerIdentity',
  route: 'form-action',
  // AWS tells everyone who they are.
  permissions: () => [],
  prepare: (call) => ({
    perform: () =>
      xmlReply(call, 'GetCallerIdentity', {
        Arn: call.caller.arn,
        UserId: call.caller.userId,
        Account: call.caller.accountId,
      }),
  }),
}

import { z } from 'zod'
import { checkDefinition } from '../flows/check-definition.ts'
import { findFlow, roleArn } from '../flows/find-flow.ts'
import { jsonReply } from '../wire/reply.ts'
import { flowSummary } from './flow-summary.ts'
import type { Operation } from './operation.ts'
import { parseQuery } from './parse-query.ts'
import { permissionOnFlow } from './permission-on-flow.ts'

const query = z.object({ includedData: z.enum(['ALL_DATA', 'METADATA_ONLY']).default('ALL_DATA') })

/** Shows the draft of a flow, with what is wrong with it. */
export const getFlow: Operation = {
  name: 'GetFlow',
  endpoint: 'bedrock-agent',
  action: 'bedrock:GetFlow',
  route: { method: 'GET', path: /^\/flows\/([^/]+)\/?$/ },
  permissions: permissionOnFlow('bedrock:GetFlow'),
  prepare: (call) => {
    const { includedData } = parseQuery(call, query)
    return {
      perform: () => {
        const flow = findFlow(call.params[0] ?? '', call)
        return jsonReply({
          ...flowSummary(flow, call),
          executionRoleArn: roleArn(call, flow),
          validations: checkDefinition(flow.definition),
          ...(includedData === 'ALL_DATA' && { definition: flow.definition }),
        })
      },
    }
  },
}

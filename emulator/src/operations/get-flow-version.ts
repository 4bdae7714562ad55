import { createdAt } from '../created-at.ts'
import { definitionOf, findFlow, flowArn, roleArn } from '../flows/find-flow.ts'
import { notFound } from '../wire/aws-error.ts'
import { jsonReply } from '../wire/reply.ts'
import type { Operation } from './operation.ts'
import { permissionOnFlow } from './permission-on-flow.ts'

export const getFlowVersion: Operation = {
  name: 'GetFlowVersion',
  endpoint: 'bedrock-agent',
  action: 'bedrock:GetFlowVersion',
  route: { method: 'GET', path: /^\/flows\/([^/]+)\/versions\/([^/]+)\/?$/ },
  permissions: permissionOnFlow('bedrock:GetFlowVersion'),
  prepare: (call) => ({
    perform: () => {
      const [id = '', version = ''] = call.params
      const flow = findFlow(id, call)
      const found = flow.versions.find((each) => each.version === version)
      if (!found) throw notFound(`The flow ${flow.id} has no version ${version}.`)
      return jsonReply({
        name: flow.name,
        description: found.description,
        id: flow.id,
        arn: flowArn(call, flow),
        status: 'Prepared',
        version,
        executionRoleArn: roleArn(call, flow),
        definition: definitionOf(flow, version),
        createdAt,
      })
    },
  }),
}

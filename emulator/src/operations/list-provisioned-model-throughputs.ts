import { z } from 'zod'
import type { Account } from '../accounts/account-schema.ts'
import { createdAt } from '../created-at.ts'
import { jsonReply } from '../wire/reply.ts'
import type { Call, Operation } from './operation.ts'
import { page, pageQuery } from './page.ts'
import { parseQuery } from './parse-query.ts'

const query = z.object({
  ...pageQuery,
  creationTimeAfter: z.coerce.date().optional(),
  creationTimeBefore: z.coerce.date().optional(),
  statusEquals: z.enum(['Creating', 'InService', 'Updating', 'Failed']).optional(),
  modelArnEquals: z.string().optional(),
  nameContains: z.string().optional(),
  sortBy: z.enum(['CreationTime']).optional(),
  sortOrder: z.enum(['Ascending', 'Descending']).optional(),
})

export const listProvisionedModelThroughputs: Operation = {
  name: 'ListProvisionedModelThroughputs',
  endpoint: 'bedrock',
  action: 'bedrock:ListProvisionedModelThroughputs',
  route: { method: 'GET', path: /^\/provisioned-model-throughputs$/ },
  prepare: (call) => {
    const filter = parseQuery(call, query)
    return {
      perform: () => {
        const found = call.account.provisionedModels.filter((unit) => passes(unit, call, filter))
        const { items, nextToken } = page(found, filter)
        const provisionedModelSummaries = items.map((unit) => summary(unit, call))
        return jsonReply({ provisionedModelSummaries, nextToken })
      },
    }
  },
}

type Unit = Account['provisionedModels'][number]

function passes(unit: Unit, call: Call, filter: z.infer<typeof query>): boolean {
  const created = new Date(createdAt)
  return (
    unit.region === call.region &&
    unit.name.includes(filter.nameContains ?? '') &&
    unit.status === (filter.statusEquals ?? unit.status) &&
    modelArn(unit) === (filter.modelArnEquals ?? modelArn(unit)) &&
    created >= (filter.creationTimeAfter ?? created) &&
    created <= (filter.creationTimeBefore ?? created)
  )
}

function modelArn(unit: Unit): string {
  return `arn:aws:bedrock:${unit.region}::foundation-model/${unit.model}`
}

function summary(unit: Unit, { account }: Call): object {
  return {
    provisionedModelName: unit.name,
    provisionedModelArn: `arn:aws:bedrock:${unit.region}:${account.id}:provisioned-model/${unit.id}`,
    modelArn: modelArn(unit),
    desiredModelArn: modelArn(unit),
    foundationModelArn: modelArn(unit),
    modelUnits: unit.units,
    desiredModelUnits: unit.units,
    status: unit.status,
    creationTime: createdAt,
    lastModifiedTime: createdAt,
  }
}

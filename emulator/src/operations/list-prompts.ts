import { z } from 'zod'
import { findPrompt } from '../prompts/find-prompt.ts'
import { promptArn } from '../prompts/prompt-arn.ts'
import type { Prompt } from '../prompts/prompt-schema.ts'
import { jsonReply } from '../wire/reply.ts'
import type { Call, Operation } from './operation.ts'
import { buildPageQuery, page } from './page.ts'
import { parseQuery } from './parse-query.ts'
import { promptIdentifierOf } from './prompt-identifier-of.ts'
import { promptSummary } from './prompt-summary.ts'

const query = z.object({ ...buildPageQuery, promptIdentifier: z.string().optional() })

/** Shows the draft of each prompt, or all versions of one. */
export const listPrompts: Operation = {
  name: 'ListPrompts',
  endpoint: 'bedrock-agent',
  action: 'bedrock:ListPrompts',
  route: { method: 'GET', path: /^\/prompts\/?$/ },
  permissions: (call) => {
    const { promptIdentifier } = parseQuery(call, query)
    const place = { region: call.region, accountId: call.account.id }
    const resource =
      promptIdentifier === undefined
        ? '*'
        : promptArn(place, promptIdentifierOf(promptIdentifier, call).id, 'DRAFT')
    return [{ action: 'bedrock:ListPrompts', resource }]
  },
  prepare: (call) => {
    const { promptIdentifier, ...wanted } = parseQuery(call, query)
    return {
      perform: () => {
        const all = promptIdentifier === undefined ? drafts(call) : versions(promptIdentifier, call)
        const { items, nextToken } = page(all, wanted)
        return jsonReply({ promptSummaries: items, nextToken })
      },
    }
  },
}

function drafts(call: Call): object[] {
  const own = call.account.prompts.filter(({ region }) => region === call.region)
  return own.map((prompt) => promptSummary(prompt, 'DRAFT', call))
}

function versions(identifier: string, call: Call): object[] {
  const { prompt } = findPrompt(call, promptIdentifierOf(identifier, call).id, 'DRAFT')
  return inOrder(prompt).map((version) => promptSummary(prompt, version, call))
}

function inOrder({ versions }: Prompt): string[] {
  const numbers = Object.keys(versions).filter((version) => version !== 'DRAFT')
  return ['DRAFT', ...numbers.sort((left, right) => Number(right) - Number(left))]
}

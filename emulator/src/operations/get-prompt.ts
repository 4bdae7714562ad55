import { z } from 'zod'
import { fitting } from '../fitting.ts'
import { findPrompt, type FoundPrompt } from '../prompts/find-prompt.ts'
import { promptArn } from '../prompts/prompt-arn.ts'
import type { PromptVariant } from '../prompts/prompt-schema.ts'
import { jsonReply } from '../wire/reply.ts'
import type { Operation } from './operation.ts'
import { parseQuery } from './parse-query.ts'
import { promptIdentifierOf } from './prompt-identifier-of.ts'
import { promptSummary } from './prompt-summary.ts'

const query = z.object({
  promptVersion: fitting(/^(DRAFT|[0-9]{1,5})$/).optional(),
  includedData: z.enum(['ALL_DATA', 'METADATA_ONLY']).default('ALL_DATA'),
})

export const getPrompt: Operation = {
  name: 'GetPrompt',
  endpoint: 'bedrock-agent',
  action: 'bedrock:GetPrompt',
  route: { method: 'GET', path: /^\/prompts\/([^/]+)\/?$/ },
  permissions: (call) => {
    const { promptVersion } = parseQuery(call, query)
    const { id, version = 'DRAFT' } = promptIdentifierOf(call.params[0] ?? '', call)
    const place = { region: call.region, accountId: call.account.id }
    return [
      { action: 'bedrock:GetPrompt', resource: promptArn(place, id, promptVersion ?? version) },
    ]
  },
  prepare: (call) => {
    const { promptVersion, includedData } = parseQuery(call, query)
    const { id, version } = promptIdentifierOf(call.params[0] ?? '', call)
    return {
      perform: () => {
        const found = findPrompt(call, id, promptVersion ?? version ?? 'DRAFT')
        return jsonReply({
          ...promptSummary(found.prompt, found.version, call),
          ...(includedData === 'ALL_DATA' && variants(found)),
        })
      },
    }
  },
}

function variants({ variant }: FoundPrompt): object {
  return { defaultVariant: variant.name, variants: [{ ...variant, templateType: typeOf(variant) }] }
}

function typeOf({ templateConfiguration }: PromptVariant): string {
  return 'text' in templateConfiguration ? 'TEXT' : 'CHAT'
}

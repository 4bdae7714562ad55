import type { AccountInput } from '../accounts/account-schema.ts'
import { defaultAccounts } from '../default-accounts.ts'
import type { PromptInput } from '../prompts/prompt-schema.ts'

/** A conversation with a system prompt and an earlier turn. */
const triage: PromptInput = {
  id: 'CHATTRIAGE',
  name: 'triage',
  region: 'us-east-1',
  versions: {
    DRAFT: {
      name: 'polite',
      modelId: 'anthropic.claude-3-haiku-20240307-v1:0',
      templateConfiguration: {
        chat: {
          system: [{ text: 'Return only JSON: {"order_id": <string>, "tone": "{{tone}}"}' }],
          messages: [
            { role: 'user', content: [{ text: 'Shall I be {{tone}}?' }] },
            { role: 'assistant', content: [{ text: 'Yes, {{tone}}.' }] },
            { role: 'user', content: [{ text: 'Data: {"order_id": "{{ order }}"} {{other}}' }] },
          ],
          inputVariables: [{ name: 'tone' }, { name: 'order' }],
        },
      },
      inferenceConfiguration: { text: { maxTokens: 200, stopSequences: ['###'] } },
    },
  },
}

const toolUser: PromptInput = {
  id: 'TOOLPROMPT',
  name: 'tool-user',
  region: 'us-east-1',
  versions: {
    DRAFT: {
      modelId: 'anthropic.claude-3-haiku-20240307-v1:0',
      templateConfiguration: {
        chat: {
          messages: [{ role: 'user', content: [{ text: 'Rate {"total_orders": 4}' }] }],
          toolConfiguration: {
            tools: [{ toolSpec: { name: 'rate', inputSchema: { json: { type: 'object' } } } }],
            toolChoice: { tool: { name: 'rate' } },
          },
        },
      },
    },
  },
}

/** The default account with `many` more prompts and two chat prompts. */
export function accountsWithPrompts(many = 0): AccountInput[] {
  const [first, ...others] = defaultAccounts
  if (!first) throw new Error('The emulator has no default account.')
  const more = Array.from({ length: many }, (_, index): PromptInput => {
    const id = `MANY${String(index).padStart(6, '0')}`
    return { ...triage, id, name: `many-${index}` }
  })
  return [{ ...first, prompts: [...(first.prompts ?? []), triage, toolUser, ...more] }, ...others]
}

export function promptArnOf(id: string, version?: string): string {
  const arn = `arn:aws:bedrock:us-east-1:111122223333:prompt/${id}`
  return version === undefined ? arn : `${arn}:${version}`
}

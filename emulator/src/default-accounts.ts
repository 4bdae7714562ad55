import type { AccountInput } from './accounts/account-schema.ts'
import type { GuardrailPolicyInput } from './guardrails/guardrail-schema.ts'
import { defaultFlows } from './default-flows.ts'
import { defaultPrompts } from './default-prompts.ts'
import { defaultAgents, shopKnowledge } from './default-agents.ts'

/** What a marketing team would keep out of prompts and answers. */
const marketingSafety = {
  blockedInputMessaging: 'This request is not allowed here.',
  blockedOutputsMessaging: 'This answer is not allowed here.',
  words: ['forbidden'],
  topics: [{ name: 'Investment advice', words: ['stock tip', 'shares', 'crypto'] }],
  piiEntities: [
    { type: 'EMAIL', action: 'ANONYMIZE' },
    { type: 'CREDIT_DEBIT_CARD_NUMBER', action: 'BLOCK' },
  ],
  regexes: [{ name: 'loyalty-number', pattern: 'LOY-\\d{6}', action: 'ANONYMIZE' }],
} satisfies GuardrailPolicyInput

/** The accounts of an emulator that was given none. The secrets are public and open nothing else. */
export const defaultAccounts: readonly AccountInput[] = [
  {
    id: '111122223333',
    accessKeys: [
      {
        id: 'AKIAEMULATOR00000001',
        secret: 'emulator-secret-key-do-not-use-elsewhere',
        user: 'outcrop',
      },
      // IAM lets a user have two, so that one can follow the other.
      {
        id: 'AKIAEMULATOR00000003',
        secret: 'emulator-next-key-do-not-use-elsewhere',
        user: 'outcrop',
      },
    ],
    roles: [
      {
        name: 'OutcropBedrock',
        externalId: 'outcrop-demo',
        trusts: ['111122223333', '444455556666'],
        maxSessionDurationS: 43_200,
      },
    ],
    applicationProfiles: [
      {
        id: 'emulator0app',
        name: 'Marketing',
        region: 'us-east-1',
        copyFrom: 'us.anthropic.claude-sonnet-4-20250514-v1:0',
      },
    ],
    provisionedModels: [
      {
        id: 'emulator0ptu',
        name: 'Haiku units',
        region: 'us-east-1',
        model: 'anthropic.claude-3-haiku-20240307-v1:0:48k',
      },
    ],
    prompts: defaultPrompts,
    guardrails: [
      {
        id: 'emulator0grd',
        name: 'marketing-safety',
        region: 'us-east-1',
        versions: { DRAFT: marketingSafety, '1': marketingSafety },
      },
    ],
    agents: defaultAgents,
    knowledgeBases: shopKnowledge,
    flows: defaultFlows,
  },
  {
    id: '444455556666',
    accessKeys: [
      {
        id: 'AKIAEMULATOR00000002',
        secret: 'emulator-second-key-do-not-use-elsewhere',
        user: 'restricted',
      },
    ],
    modelAccess: { denied: ['meta.*'], useCaseForm: 'missing' },
  },
]

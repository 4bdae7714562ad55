import { Card, Stack, Textarea, TextInput } from '@mantine/core'
import type { FieldProblems } from '../../ui/field-problems.ts'
import { ProviderSelect } from '../automations/provider-select.tsx'

export interface AgentDraft {
  readonly providerId: string
  readonly aliasArn: string
  readonly name: string
  readonly description: string
}

/** Where complaints of the server are shown beside a field. */
export const shownPaths = ['provider_id', 'alias_arn', 'name', 'description']

interface AgentFieldsProps {
  readonly draft: AgentDraft
  readonly problems: FieldProblems
  readonly onChange: (change: Partial<AgentDraft>) => void
}

/** Which agent, at which provider, and how it is called here. */
export function AgentFields({ draft, problems, onChange }: AgentFieldsProps) {
  return (
    <Card>
      <Stack>
        <ProviderSelect
          description="In the account and region of the agent. Only providers that have passed their test are offered."
          value={draft.providerId}
          error={problems['provider_id']}
          onChange={(providerId) => onChange({ providerId })}
        />
        <TextInput
          label="Agent alias ARN"
          description="From the Aliases tab of the agent in the Amazon Bedrock console, not the ARN of the agent itself"
          placeholder="arn:aws:bedrock:us-east-1:123456789012:agent-alias/ABCD1234EF/GHIJ5678KL"
          required
          value={draft.aliasArn}
          error={problems['alias_arn']}
          onChange={(event) => onChange({ aliasArn: event.currentTarget.value })}
        />
        <TextInput
          label="Name"
          description="Left empty, it is the name that the agent has in AWS"
          value={draft.name}
          error={problems['name']}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <Textarea
          label="Description"
          description="What this agent is for"
          autosize
          minRows={2}
          value={draft.description}
          error={problems['description']}
          onChange={(event) => onChange({ description: event.currentTarget.value })}
        />
      </Stack>
    </Card>
  )
}

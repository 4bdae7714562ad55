import { Button, Group, SegmentedControl, Stack, Switch, Text, TextInput } from '@mantine/core'
import { IconDice } from '@tabler/icons-react'
import type { FieldProblems } from '../../ui/field-problems.ts'
import { externalId } from './external-id.ts'
import { KeyPairFields } from './key-pair-fields.tsx'
import type { ProviderDraft } from './provider-draft.ts'

interface CredentialFieldsProps {
  readonly draft: ProviderDraft
  readonly problems: FieldProblems
  readonly onChange: (change: Partial<ProviderDraft>) => void
  /** True when a secret is saved and may be left as it is. */
  readonly saved: boolean
}

function RoleFields(props: CredentialFieldsProps) {
  const { draft, problems, onChange } = props
  const generate = () =>
    onChange({ externalId: externalId(crypto.getRandomValues(new Uint8Array(16))) })
  return (
    <>
      <TextInput
        label="Role ARN"
        description="The role that has the Bedrock permissions"
        placeholder="arn:aws:iam::111122223333:role/OutcropBedrock"
        required
        value={draft.roleArn}
        error={problems['credentials.role_arn']}
        onChange={(event) => onChange({ roleArn: event.currentTarget.value })}
      />
      <TextInput
        label="Session name"
        description="How these calls appear in CloudTrail"
        required
        value={draft.sessionName}
        error={problems['credentials.session_name']}
        onChange={(event) => onChange({ sessionName: event.currentTarget.value })}
      />
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput
          label="External id"
          description="The trust policy of the role must demand the same"
          flex={1}
          value={draft.externalId}
          error={problems['credentials.external_id']}
          onChange={(event) => onChange({ externalId: event.currentTarget.value })}
        />
        <Button variant="default" leftSection={<IconDice size={16} />} onClick={generate}>
          Generate
        </Button>
      </Group>
      <div>
        <Text size="sm" fw={500} mb={4} id="who-assumes">
          Who assumes the role
        </Text>
        <SegmentedControl
          aria-labelledby="who-assumes"
          value={draft.source}
          onChange={(value) => onChange({ source: value === 'ambient' ? 'ambient' : 'access_key' })}
          data={[
            { value: 'access_key', label: 'An access key' },
            { value: 'ambient', label: 'This machine' },
          ]}
        />
      </div>
      <Switch
        label="Narrow the role"
        description="Each call gets a session of the role that may do nothing but this call."
        checked={draft.narrowRole}
        onChange={(event) => onChange({ narrowRole: event.currentTarget.checked })}
      />
      {draft.source === 'access_key' && <KeyPairFields {...props} path="credentials.source" />}
    </>
  )
}

/** What Outcrop needs to prove who it is, by kind. */
export function CredentialFields(props: CredentialFieldsProps) {
  switch (props.draft.kind) {
    case 'access_key':
      return <KeyPairFields {...props} path="credentials" />
    case 'assume_role':
      return (
        <Stack>
          <RoleFields {...props} />
        </Stack>
      )
    case 'ambient':
      return (
        <Text size="sm" c="dimmed">
          The AWS credentials of the machine that runs Outcrop: an instance role, a web identity,
          AWS_* variables or a profile. Nothing is stored.
        </Text>
      )
    case 'emulator':
      return (
        <Text size="sm" c="dimmed">
          The local Amazon Bedrock that Outcrop brings along: no AWS account, no cost, and the same
          wire protocol.
        </Text>
      )
  }
}

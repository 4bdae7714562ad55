import { PasswordInput, Stack, TextInput } from '@mantine/core'
import type { FieldProblems } from '../../ui/field-problems.ts'
import type { ProviderDraft } from './provider-draft.ts'

interface KeyPairFieldsProps {
  readonly draft: ProviderDraft
  readonly problems: FieldProblems
  readonly onChange: (change: Partial<ProviderDraft>) => void
  readonly saved: boolean
  readonly path: 'credentials' | 'credentials.source'
}

/** An access key, with the session token of temporary ones. */
export function KeyPairFields({ draft, problems, onChange, saved, path }: KeyPairFieldsProps) {
  return (
    <Stack>
      <TextInput
        label="Access key id"
        placeholder="AKIA…"
        required
        autoComplete="off"
        value={draft.accessKeyId}
        error={problems[`${path}.access_key_id`]}
        onChange={(event) => onChange({ accessKeyId: event.currentTarget.value })}
      />
      <PasswordInput
        label="Secret access key"
        description={
          saved ? 'Saved, and never shown. Leave it empty to keep it.' : 'Sealed when it is saved, and never shown again.' // prettier-ignore
        }
        required={!saved}
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': 'Show secret', tabIndex: 0 }}
        value={draft.secret}
        error={problems[`${path}.secret_access_key`]}
        onChange={(event) => onChange({ secret: event.currentTarget.value })}
      />
      <PasswordInput
        label="Session token"
        description="Only with temporary credentials"
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': 'Show token', tabIndex: 0 }}
        value={draft.sessionToken}
        error={problems[`${path}.session_token`]}
        onChange={(event) => onChange({ sessionToken: event.currentTarget.value })}
      />
    </Stack>
  )
}

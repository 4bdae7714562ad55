import { Autocomplete, Card, Radio, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { NumberField } from '../../ui/number-field.tsx'
import type { FieldProblems } from '../../ui/field-problems.ts'
import { CredentialFields } from './credential-fields.tsx'
import { LimitFields } from './limit-fields.tsx'
import type { ProviderDraft } from './provider-draft.ts'
import { regions } from './regions.ts'

interface ProviderFieldsProps {
  readonly draft: ProviderDraft
  readonly problems: FieldProblems
  readonly onChange: (change: Partial<ProviderDraft>) => void
  readonly saved: boolean
}

const kinds = [
  { value: 'access_key', label: 'Access key', note: 'of an IAM user' },
  { value: 'assume_role', label: 'Assume a role', note: 'short-lived credentials by STS' },
  { value: 'ambient', label: 'This machine', note: 'its own AWS credentials' },
  { value: 'emulator', label: 'Emulator', note: 'no AWS account needed' },
] as const

/** Everything that makes up a provider. */
export function ProviderFields(props: ProviderFieldsProps) {
  const { draft, problems, onChange } = props
  return (
    <Stack gap="lg">
      <Card>
        <Stack>
          <TextInput
            label="Name"
            required
            value={draft.name}
            error={problems['name']}
            onChange={(event) => onChange({ name: event.currentTarget.value })}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Autocomplete
              label="Region"
              required
              data={regions}
              value={draft.region}
              error={problems['region']}
              onChange={(region) => onChange({ region })}
            />
            <NumberField
              label="Calls at the same time"
              description="Per worker process"
              min={1}
              max={10_000}
              allowDecimal={false}
              value={draft.maxInFlight}
              error={problems['max_in_flight']}
              required
              onChange={(maxInFlight) => onChange({ maxInFlight })}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
            />
          </SimpleGrid>
          <TextInput
            label="Endpoint"
            description="Only for a VPC endpoint, or an emulator of your own"
            placeholder="https://…"
            value={draft.endpoint}
            error={problems['endpoint']}
            onChange={(event) => onChange({ endpoint: event.currentTarget.value })}
          />
        </Stack>
      </Card>
      <Card>
        <Stack>
          <Radio.Group
            label="Credentials"
            value={draft.kind}
            onChange={(value) =>
              onChange({ kind: kinds.find((kind) => kind.value === value)?.value ?? draft.kind })
            }
          >
            <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} mt={6}>
              {kinds.map(({ value, label, note }) => (
                <Radio key={value} value={value} label={label} description={note} />
              ))}
            </SimpleGrid>
          </Radio.Group>
          <CredentialFields {...props} />
        </Stack>
      </Card>
      <LimitFields
        limits={draft.limits}
        problems={problems}
        onChange={(limits) => onChange({ limits })}
      />
    </Stack>
  )
}

import { Card, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { providersQuery } from '../../queries.ts'
import { problemUnder, type FieldProblems } from '../../ui/field-problems.ts'
import { TextLink } from '../../ui/links.tsx'
import { GuardrailChoice } from '../automations/guardrail-choice.tsx'
import { InferenceFields } from '../automations/inference-fields.tsx'
import { ModelField } from '../automations/model-field.tsx'
import { ProviderSelect } from '../automations/provider-select.tsx'
import type { ServiceDraft } from './service-draft.ts'

interface ServiceFieldsProps {
  readonly draft: ServiceDraft
  readonly problems: FieldProblems
  readonly onChange: (part: Partial<ServiceDraft>) => void
}

type TextName = 'name' | 'description' | 'guardrailId' | 'guardrailVersion' | 'inputPrice' | 'outputPrice' // prettier-ignore

/** The fields of a service, new or saved. */
export function ServiceFields({ draft, problems, onChange }: ServiceFieldsProps) {
  const { data } = useQuery(providersQuery())
  const text = (name: TextName, label: string, path: string, placeholder = '') => (
    <TextInput
      label={label}
      placeholder={placeholder}
      required={name === 'name' || name.startsWith('guardrail')}
      value={draft[name]}
      error={problems[path]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  )
  return (
    <Stack gap="lg">
      <Card>
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {text('name', 'Name', 'name', 'Fast and cheap')}
            {text('description', 'Description', 'description')}
            <ProviderSelect
              value={draft.providerId}
              error={problems['provider_id']}
              onChange={(providerId) => onChange({ providerId })}
            />
            <ModelField
              providerId={draft.providerId}
              value={draft.model}
              error={problems['model']}
              onChange={(model) => onChange({ model })}
            />
          </SimpleGrid>
          {data?.items.length === 0 && (
            <Text size="sm">
              A service needs a provider.{' '}
              <TextLink to="/providers/new">Create a provider</TextLink> first.
            </Text>
          )}
          <InferenceFields
            inference={draft.inference}
            path="inference"
            problemAt={(path) => problemUnder(problems, path)}
            onChange={(inference) => onChange({ inference })}
          />
        </Stack>
      </Card>
      <Card>
        <Stack>
          <Title order={2} size="h4">
            Guardrail and price
          </Title>
          <GuardrailChoice
            value={draft.isGuarded ? 'own' : 'none'}
            onChange={(kind) => onChange({ isGuarded: kind === 'own' })}
          >
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              {text('guardrailId', 'Guardrail id or ARN', 'guardrail.id')}
              {text('guardrailVersion', 'Guardrail version', 'guardrail.version')}
            </SimpleGrid>
          </GuardrailChoice>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            {text('inputPrice', 'Input, USD per million tokens', 'price.input_usd_per_million', 'price of the model')}
            {text('outputPrice', 'Output, USD per million tokens', 'price.output_usd_per_million', 'price of the model')}
          </SimpleGrid>
        </Stack>
      </Card>
    </Stack>
  )
} // prettier-ignore

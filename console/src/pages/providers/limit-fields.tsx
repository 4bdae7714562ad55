import { Card, Divider, Group, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core' // prettier-ignore
import type { ProviderLimits } from '@outcrop/contract'
import { NumberField } from '../../ui/number-field.tsx'
import { AddButton } from '../../ui/add-button.tsx'
import type { FieldProblems } from '../../ui/field-problems.ts'
import { RemoveIcon } from '../../ui/remove-icon.tsx'

type Figures = Omit<ProviderLimits, 'models'>

interface FiguresProps {
  readonly figures: Figures
  readonly path: string
  readonly problems: FieldProblems
  readonly onChange: (change: Partial<Figures>) => void
}

const fields = [
  { name: 'requests_per_minute', label: 'Requests a minute' },
  { name: 'tokens_per_minute', label: 'Tokens a minute' },
  { name: 'in_flight', label: 'Calls at the same time' },
] as const

function FigureInputs({ figures, path, problems, onChange }: FiguresProps) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }}>
      {fields.map(({ name, label }) => (
        <NumberField
          key={name}
          label={label}
          placeholder="No limit"
          min={1}
          max={1_000_000_000}
          allowDecimal={false}
          thousandSeparator=","
          value={figures[name]}
          error={problems[`${path}.${name}`]}
          onChange={(value) => onChange({ [name]: value })}
          onClear={() => onChange({ [name]: null })}
        />
      ))}
    </SimpleGrid>
  )
}

const noFigures = { requests_per_minute: null, tokens_per_minute: null, in_flight: null }

interface LimitFieldsProps {
  readonly limits: ProviderLimits
  readonly problems: FieldProblems
  readonly onChange: (limits: ProviderLimits) => void
}

/** How much may be asked of a provider, and of single models on it. */
export function LimitFields({ limits, problems, onChange }: LimitFieldsProps) {
  const { models, ...figures } = limits
  const change = (index: number, part: Partial<ProviderLimits['models'][number]>) =>
    onChange({ ...limits, models: models.map((one, at) => (at === index ? { ...one, ...part } : one)) }) // prettier-ignore
  return (
    <Card>
      <Stack>
        <div>
          <Title order={2} size="h5">
            Limits
          </Title>
          <Text size="sm" c="dimmed">
            Of all workers together. Calls beyond them wait, and spend no attempt. Set them to the
            quotas of the AWS account; what AWS refuses is learned in any case.
          </Text>
        </div>
        <FigureInputs
          figures={figures}
          path="limits"
          problems={problems}
          onChange={(part) => onChange({ ...limits, ...part })}
        />
        {models.map((model, index) => (
          <Stack key={index} gap="xs">
            <Divider />
            <Group align="flex-end" wrap="nowrap">
              <TextInput
                flex={1}
                label={`Model ${index + 1}`}
                placeholder="us.anthropic.claude-…, or an ARN"
                description="As steps name it; also a flow or an agent alias"
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                value={model.model}
                error={problems[`limits.models.${index}.model`]}
                onChange={(event) => change(index, { model: event.currentTarget.value })}
              />
              <RemoveIcon
                size="lg"
                mb={20}
                label={`Remove the limits of model ${index + 1}`}
                onClick={() => onChange({ ...limits, models: models.filter((_, at) => at !== index) })} // prettier-ignore
              />
            </Group>
            <FigureInputs
              figures={model}
              path={`limits.models.${index}`}
              problems={problems}
              onChange={(part) => change(index, part)}
            />
          </Stack>
        ))}
        <AddButton
          label="Limit a model"
          onClick={() => onChange({ ...limits, models: [...models, { model: '', ...noFigures }] })}
        />
      </Stack>
    </Card>
  )
}

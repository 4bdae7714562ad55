import { Input, SegmentedControl, Stack } from '@mantine/core'
import type { ReactNode } from 'react'

/** As the service has it, none at all, or one that is named here. */
export type GuardrailKind = 'service' | 'none' | 'own'

interface GuardrailChoiceProps {
  readonly value: GuardrailKind
  /** Whether there is a service whose guardrail would count. */
  readonly hasService?: boolean
  readonly onChange: (value: GuardrailKind) => void
  /** The fields of the one that is named here. */
  readonly children: ReactNode
}

const kinds = [
  { value: 'service', label: 'As the service has it' },
  { value: 'none', label: 'None' },
  { value: 'own', label: 'This one' },
] as const

/** Whether a guardrail accompanies the calls, and which. */
export function GuardrailChoice({ value, hasService, onChange, children }: GuardrailChoiceProps) {
  const offered = kinds.filter((kind) => hasService === true || kind.value !== 'service')
  return (
    <Stack>
      <Input.Wrapper
        label="Guardrail"
        description="Looks at every prompt and answer in AWS, and may block them"
        labelElement="div"
      >
        <SegmentedControl
          aria-label="Guardrail"
          mt={6}
          style={{ display: 'flex', maxWidth: 'fit-content' }}
          value={value === 'service' && hasService !== true ? 'none' : value}
          data={[...offered]}
          onChange={(chosen) =>
            onChange(kinds.find((kind) => kind.value === chosen)?.value ?? value)
          }
        />
      </Input.Wrapper>
      {value === 'own' && children}
    </Stack>
  )
}

import type { Action, Automation, Definition, Finding } from '@outcrop/contract'
import { Grid, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { actionsQuery } from '../../queries.ts'
import { ActionSection } from './action-section.tsx'
import { DeliverySection } from './delivery-section.tsx'
import { InputSections } from './input-sections.tsx'
import { OutputSection } from './output-section.tsx'
import { PromptSections } from './prompt-sections.tsx'
import { offeredNames, readPromptInput } from './prompt-input.ts'
import { RunningSection } from './running-section.tsx'
import { SidePanel } from './side-panel.tsx'
import { StartSection } from './start-section.tsx'
import { useSamples } from './use-samples.ts'
import { useStepPreview } from './use-step-preview.ts'
import { WaitingStarts } from './waiting-starts.tsx'

interface ActionFormProps {
  readonly definition: Definition
  readonly step: Definition['steps'][number]
  readonly saved: Automation | null
  readonly findings: readonly Finding[]
  readonly notes: readonly Finding[]
  /** What to show beside the fields: nothing, before anyone has tried to save. */
  readonly shownFindings: readonly Finding[]
  readonly onChange: (definition: Definition) => void
}

const none: readonly string[] = []
const noActions: readonly Action[] = []

/** The form of a stream action, with its effect beside it. */
export function ActionForm({ definition, step, saved, onChange, ...props }: ActionFormProps) {
  const samples = useSamples(definition)
  const preview = useStepPreview(step, samples.sample)
  const offered = useMemo(
    () => offeredNames(readPromptInput(step.input)).map((name) => ({ name })),
    [step.input],
  )
  const rendered = preview.data?.variables ?? []
  // While the prompt is half typed it cannot be rendered; the names are known all the same.
  const variables = rendered.length > 0 ? rendered : offered
  const part = { definition, step, findings: props.shownFindings, onChange }
  const unknown = preview.data?.unknown ?? none
  const input = { ...part, attributes: samples.attributes, variables, unknown }
  const actions = useQuery(actionsQuery()).data?.items ?? noActions
  const action = actions.find(({ type }) => type === step.action)
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, lg: 7 }}>
        <Stack gap="lg">
          <StartSection {...part} />
          <ActionSection {...part} actions={actions} />
          {step.action === 'bedrock.prompt' ? (
            <PromptSections {...input} action={action} />
          ) : (
            action && <InputSections {...input} action={action} />
          )}
          <OutputSection {...part} />
          <DeliverySection {...part} />
          <RunningSection {...part} />
          {saved && <WaitingStarts automationId={saved.id} />}
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <SidePanel
          step={step}
          saved={saved}
          samples={samples}
          preview={preview}
          findings={props.findings}
          notes={props.notes}
        />
      </Grid.Col>
    </Grid>
  )
}

import { routes, type Automation, type Definition } from '@outcrop/contract'
import { Alert, Badge, SegmentedControl, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { DocumentForm } from '../../ui/document-form.tsx'
import { Failure } from '../../ui/failure.tsx'
import { LeaveGuard } from '../../ui/leave-guard.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Page } from '../../ui/page.tsx'
import { ActionForm } from './action-form.tsx'
import { BrokenTexts } from '../../ui/broken-texts.ts'
import { EditorActions } from './editor-actions.tsx'
import { shapeFindings } from './findings.ts'
import { MetricsView } from './metrics-view.tsx'
import { fitsForm } from './new-definition.ts'
import { sameJson } from '../../ui/same-json.ts'
import { StateLine } from './state-line.tsx'
import { useAutomationActions } from './use-automation-actions.ts'
import { useBrokenTexts } from '../../ui/use-broken-texts.ts'
import { useFindings } from './use-findings.ts'

interface AutomationEditorProps {
  readonly initial: Definition
  /** What the server has; null while the automation has never been saved. */
  readonly saved: Automation | null
}

/** Writes an automation: as a form where it fits one, and always as JSON. */
export function AutomationEditor({ initial, saved }: AutomationEditorProps) {
  const navigate = useNavigate()
  const [definition, setDefinition] = useState(initial)
  const [attempted, setAttempted] = useState(saved !== null)
  const [view, setView] = useState('form')
  const { broken, report } = useBrokenTexts()
  const checked = useFindings(definition)
  const findings = useMemo(() => [...broken, ...checked.findings], [broken, checked])
  const dirty = !sameJson(definition, saved?.draft ?? initial)
  const actions = useAutomationActions({
    saved,
    definition,
    onSaved: async ({ id }) => {
      if (saved !== null) return
      await navigate({ to: '/automations/$id', params: { id }, replace: true, ignoreBlocker: true })
    },
  })
  const step = definition.steps[0]
  const form = fitsForm(definition)
  const shown = form || view === 'metrics' ? view : 'json'
  return (
    <Page
      title={definition.name === '' ? 'New action' : definition.name}
      above={<TextLink to="/automations">Automations</TextLink>}
      beside={
        <>
          {saved && <StateLine automation={saved} />}
          {dirty && saved && <Badge color="yellow">Not saved</Badge>}
        </>
      }
      actions={
        <EditorActions
          saved={saved}
          dirty={dirty}
          blocked={broken.length > 0 || shapeFindings(definition).length > 0}
          actions={actions}
          onAttempt={() => setAttempted(true)}
        />
      }
    >
      <LeaveGuard isDirty={dirty} />
      {actions.error !== null && <Failure error={actions.error} />}
      <Stack gap="lg">
        <SegmentedControl
          aria-label="View"
          maw={320}
          value={shown}
          disabled={broken.length > 0 || (!form && saved === null)}
          onChange={setView}
          data={[
            { value: 'form', label: 'Form', disabled: !form },
            { value: 'json', label: 'JSON' },
            ...(saved ? [{ value: 'metrics', label: 'Metrics' }] : []),
          ]}
        />
        {!form && shown === 'json' && (
          <Alert color="gray" role="note">
            <Text size="sm">
              The form shows automations with one step. This one is edited as JSON.
            </Text>
          </Alert>
        )}
        <BrokenTexts value={report}>
          {shown === 'metrics' && saved && <MetricsView automationId={saved.id} />}
          {shown === 'form' && step && (
            <ActionForm
              definition={definition}
              step={step}
              saved={saved}
              findings={findings}
              notes={checked.notes}
              shownFindings={attempted ? findings : []}
              onChange={setDefinition}
            />
          )}
          {shown === 'json' && (
            <DocumentForm
              what="definition"
              schema={routes.createAutomation.body}
              value={definition}
              onChange={setDefinition}
            />
          )}
        </BrokenTexts>
      </Stack>
    </Page>
  )
}

import { Select, SegmentedControl, SimpleGrid, Text, TextInput } from '@mantine/core' // prettier-ignore
import type { Budget } from '@outcrop/contract'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { automationsQuery, providersQuery, servicesQuery } from '../../queries.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useEditing } from '../../ui/use-editing.ts'
import { draftOf, newBudgetOf, type BudgetDraft } from './budget-draft.ts'

const scopes = [
  { value: 'organization', label: 'Everything' },
  { value: 'provider', label: 'Provider' },
  { value: 'automation', label: 'Automation' },
  { value: 'service', label: 'Service' },
] as const

const shown = ['name', 'amount_usd', 'scope.id', 'fallback_price.input_usd_per_million', 'fallback_price.output_usd_per_million'] as const // prettier-ignore

interface BudgetModalProps {
  /** The budget to change; null for a new one. */
  readonly budget: Budget | null
  readonly onClose: () => void
}

/** Makes or changes a budget. Whose calls it counts, and for how long, is decided once. */
export function BudgetModal({ budget, onClose }: BudgetModalProps) {
  const editing = useEditing({
    initial: draftOf(budget),
    save: (draft) => {
      const { scope, period, ...rest } = newBudgetOf(draft)
      return budget
        ? api.updateBudget({ params: { id: budget.id }, body: rest })
        : api.createBudget({ body: { scope, period, ...rest } })
    },
    draftOf,
    shown,
    changes: ['budgets'],
    onSaved: onClose,
  })
  const { draft, change, problems, isDirty } = editing
  return (
    <FormDialog
      title={budget ? 'Change budget' : 'New budget'}
      label={budget ? 'Save budget' : 'Create budget'}
      saving={editing}
      isDirty={isDirty}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        required
        maxLength={100}
        data-autofocus
        value={draft.name}
        error={problems['name']}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      {!budget && <ScopeFields draft={draft} problem={problems['scope.id']} onChange={change} />}
      <TextInput
        label={`US dollars a ${draft.period}`}
        required
        inputMode="decimal"
        placeholder="25.00"
        value={draft.amount}
        error={problems['amount_usd']}
        onChange={(event) => change({ amount: event.currentTarget.value })}
      />
      <SimpleGrid cols={2}>
        <TextInput
          label="Fallback price, input"
          inputMode="decimal"
          placeholder="None"
          value={draft.fallbackInput}
          error={problems['fallback_price.input_usd_per_million']}
          onChange={(event) => change({ fallbackInput: event.currentTarget.value })}
        />
        <TextInput
          label="Fallback price, output"
          inputMode="decimal"
          placeholder="None"
          value={draft.fallbackOutput}
          error={problems['fallback_price.output_usd_per_million']}
          onChange={(event) => change({ fallbackOutput: event.currentTarget.value })}
        />
      </SimpleGrid>
      <Text size="xs" c="dimmed">
        Calls of models without a known price are counted at the fallback price, per million tokens;
        without one they are refused.
      </Text>
    </FormDialog>
  )
}

interface ScopeFieldsProps {
  readonly draft: BudgetDraft
  readonly problem: string | undefined
  readonly onChange: (part: Partial<BudgetDraft>) => void
}

function ScopeFields({ draft, problem, onChange }: ScopeFieldsProps) {
  const providers = useQuery(providersQuery())
  const automations = useQuery(automationsQuery())
  const services = useQuery(servicesQuery())
  const lists = { organization: null, provider: providers, automation: automations, service: services } // prettier-ignore
  const subjects = lists[draft.scope]?.data?.items ?? []
  return (
    <>
      <SegmentedControl
        aria-label="What it counts"
        fullWidth
        data={[...scopes]}
        value={draft.scope}
        onChange={
          (value) =>
          onChange({ scope: scopes.find((one) => one.value === value)?.value ?? draft.scope, subject: null }) // prettier-ignore
        }
      />
      {draft.scope !== 'organization' && (
        <Select
          label={scopes.find(({ value }) => value === draft.scope)?.label}
          required
          searchable
          data={subjects.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.subject}
          error={problem}
          onChange={(subject) => onChange({ subject })}
        />
      )}
      <SegmentedControl
        aria-label="Period"
        fullWidth
        data={[
          { value: 'day', label: 'Each day' },
          { value: 'month', label: 'Each month' },
        ]}
        value={draft.period}
        onChange={(value) => onChange({ period: value === 'day' ? 'day' : 'month' })}
      />
    </>
  )
}

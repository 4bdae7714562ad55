import { Button, Group } from '@mantine/core'
import type { Budget } from '@outcrop/contract'
import { IconPlus, IconWallet } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { DataTableColumn } from 'mantine-datatable'
import { useState } from 'react'
import { api } from '../../api.ts'
import { automationsQuery, budgetsQuery, providersQuery, servicesQuery } from '../../queries.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { ListRoom } from '../../ui/list-room.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { wide } from '../../ui/wide.ts'
import { BudgetModal } from './budget-modal.tsx'
import { BudgetUse } from './budget-use.tsx'
import { May } from '../../ui/may.tsx'
import { useMay } from '../../ui/use-may.ts'

function DeleteBudget({ budget }: { readonly budget: Budget }) {
  return (
    <ConfirmButton
      operation="deleteBudget"
      label="Delete"
      title={`Delete the budget “${budget.name}”?`}
      inRow
      onConfirm={() => api.deleteBudget({ params: { id: budget.id } })}
      changes={['budgets']}
    >
      Nothing limits what it counted any more, and runs that wait for it go on.
    </ConfirmButton>
  )
}

/** Hard limits on what calls may cost. */
export function BudgetsPage() {
  const budgets = useQuery({ ...budgetsQuery(), refetchInterval: 10_000 })
  const names = useNames()
  const mayChange = useMay('updateBudget')
  const [editing, setEditing] = useState<Budget | 'new' | null>(null)
  const columns: DataTableColumn<Budget>[] = [
    { accessor: 'name' },
    {
      accessor: 'scope',
      title: 'Counts',
      ...wide,
      render: ({ scope }) => (scope.type === 'organization' ? 'Everything' : (names.get(scope.id) ?? scope.id)), // prettier-ignore
    },
    { accessor: 'current', title: 'Used', render: (budget) => <BudgetUse budget={budget} /> },
    {
      accessor: 'state',
      ...wide,
      render: ({ current }) => <StateBadge state={current.state} />,
    },
    {
      accessor: 'actions',
      hidden: !mayChange,
      title: 'Actions',
      textAlign: 'right',
      render: (budget) => (
        <Group gap={4} justify="flex-end">
          <May do="updateBudget">
            <Button
              size="xs"
              variant="subtle"
              aria-label={`Change the budget “${budget.name}”`}
              onClick={() => setEditing(budget)}
            >
              Change
            </Button>
          </May>
          <DeleteBudget budget={budget} />
        </Group>
      ),
    },
  ]
  const create = (
    <May do="createBudget">
      <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
        New budget
      </Button>
    </May>
  )
  return (
    <ListRoom
      title="Budgets"
      description="What calls of Bedrock may cost in a day or a month (UTC). A call that would go beyond is not made: its run waits, or fails when it cannot."
      create={create}
      query={budgets}
      columns={columns}
      empty={{
        icon: IconWallet,
        title: 'No budget yet',
        text: 'A budget counts an automation, a provider, or everything. You are warned at 80 %.',
      }}
    >
      {editing && (
        <BudgetModal budget={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </ListRoom>
  )
}

/** Names of providers and automations by id. */
function useNames(): ReadonlyMap<string, string> {
  const providers = useQuery(providersQuery())
  const automations = useQuery(automationsQuery())
  const services = useQuery(servicesQuery())
  const all = [providers, automations, services].flatMap(({ data }) => [...(data?.items ?? [])])
  return new Map(all.map(({ id, name }) => [id, name]))
}

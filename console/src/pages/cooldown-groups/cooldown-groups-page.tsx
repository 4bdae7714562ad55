import { Box, Button, Group } from '@mantine/core'
import type { CooldownGroup } from '@outcrop/contract'
import { IconHourglass, IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { DataTableColumn } from 'mantine-datatable'
import { useState } from 'react'
import { api } from '../../api.ts'
import { automationsQuery, cooldownGroupsQuery } from '../../queries.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { formatNumber } from '../../ui/format.ts'
import { ListTable } from '../../ui/list-table.tsx'
import { Page } from '../../ui/page.tsx'
import { wide } from '../../ui/wide.ts'
import { CooldownGroupModal } from './cooldown-group-modal.tsx'
import { GroupMembers } from './group-members.tsx'

function DeleteGroup({ group }: { readonly group: CooldownGroup }) {
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => api.deleteCooldownGroup({ params: { id: group.id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['cooldown-groups'] }),
  })
  return (
    <ConfirmButton
      label="Delete"
      title={`Delete the cooldown group “${group.name}”?`}
      inRow
      pending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutateAsync()}
    >
      A group that has automations in it stays.
    </ConfirmButton>
  )
}

/** Groups of automations that give way to each other. */
export function CooldownGroupsPage() {
  const groups = useQuery(cooldownGroupsQuery())
  const automations = useQuery(automationsQuery()).data?.items ?? []
  const [editing, setEditing] = useState<CooldownGroup | 'new' | null>(null)
  const columns: DataTableColumn<CooldownGroup>[] = [
    {
      accessor: 'name',
      render: ({ id, name }) => (
        <>
          {name}
          <Box hiddenFrom="sm">
            <GroupMembers groupId={id} automations={automations} />
          </Box>
        </>
      ),
    },
    {
      accessor: 'period_hours',
      title: 'Rests for',
      render: ({ period_hours }) => `${formatNumber(period_hours)} h`,
    },
    {
      accessor: 'members',
      title: 'Automations (priority)',
      ...wide,
      render: ({ id }) => <GroupMembers groupId={id} automations={automations} />,
    },
    {
      accessor: 'actions',
      title: 'Actions',
      textAlign: 'right',
      render: (group) => (
        <Group gap={4} justify="flex-end">
          <Button
            size="xs"
            variant="subtle"
            aria-label={`Change the cooldown group “${group.name}”`}
            onClick={() => setEditing(group)}
          >
            Change
          </Button>
          <DeleteGroup group={group} />
        </Group>
      ),
    },
  ]
  const create = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
      New group
    </Button>
  )
  return (
    <Page
      title="Cooldown groups"
      description="Automations that give way to each other: for one visitor the highest priority starts, and then none of the group until it has rested."
      actions={create}
    >
      <ListTable
        query={groups}
        columns={columns}
        empty={
          <Empty icon={IconHourglass} title="No cooldown group yet" action={create}>
            Put automations into a group in their trigger, so that a visitor meets one of them at a
            time.
          </Empty>
        }
      />
      {editing && (
        <CooldownGroupModal
          group={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Page>
  )
}

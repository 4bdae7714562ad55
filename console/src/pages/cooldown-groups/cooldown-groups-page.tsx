import { Box, Button, Group } from '@mantine/core'
import type { CooldownGroup } from '@outcrop/contract'
import { IconHourglass, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { DataTableColumn } from 'mantine-datatable'
import { useState } from 'react'
import { api } from '../../api.ts'
import { automationsQuery, cooldownGroupsQuery } from '../../queries.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { formatNumber } from '../../ui/format.ts'
import { ListRoom } from '../../ui/list-room.tsx'
import { wide } from '../../ui/wide.ts'
import { CooldownGroupModal } from './cooldown-group-modal.tsx'
import { GroupMembers } from './group-members.tsx'
import { May } from '../../ui/may.tsx'
import { useMay } from '../../ui/use-may.ts'

function DeleteGroup({ group }: { readonly group: CooldownGroup }) {
  return (
    <ConfirmButton
      operation="deleteCooldownGroup"
      label="Delete"
      title={`Delete the cooldown group “${group.name}”?`}
      inRow
      onConfirm={() => api.deleteCooldownGroup({ params: { id: group.id } })}
      changes={['cooldown-groups']}
    >
      A group that has automations in it stays.
    </ConfirmButton>
  )
}

/** Groups of automations that give way to each other. */
export function CooldownGroupsPage() {
  const groups = useQuery(cooldownGroupsQuery())
  const automations = useQuery(automationsQuery()).data?.items ?? []
  const mayChange = useMay('updateCooldownGroup')
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
      hidden: !mayChange,
      title: 'Actions',
      textAlign: 'right',
      render: (group) => (
        <Group gap={4} justify="flex-end">
          <May do="updateCooldownGroup">
            <Button
              size="xs"
              variant="subtle"
              aria-label={`Change the cooldown group “${group.name}”`}
              onClick={() => setEditing(group)}
            >
              Change
            </Button>
          </May>
          <DeleteGroup group={group} />
        </Group>
      ),
    },
  ]
  const create = (
    <May do="createCooldownGroup">
      <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
        New group
      </Button>
    </May>
  )
  return (
    <ListRoom
      title="Cooldown groups"
      description="Automations that give way to each other: for one visitor the highest priority starts, and then none of the group until it has rested."
      create={create}
      query={groups}
      columns={columns}
      empty={{
        icon: IconHourglass,
        title: 'No cooldown group yet',
        text: 'Put automations into a group in their trigger, so that a visitor meets one of them at a time.',
      }}
    >
      {editing && (
        <CooldownGroupModal
          group={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </ListRoom>
  )
}

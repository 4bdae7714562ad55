import type { Agent } from '@outcrop/contract'
import { Button, Card, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { api } from '../../api.ts'
import { Failure } from '../../ui/failure.tsx'
import { useSaving } from '../../ui/use-saving.ts'
import { May } from '../../ui/may.tsx'

/** Changes how an agent is called here. Another alias is another agent. */
export function EditAgent({ agent }: { readonly agent: Agent }) {
  const [name, setName] = useState(agent.name)
  const [description, setDescription] = useState(agent.description)
  const saving = useSaving({
    save: () => api.updateAgent({ params: { id: agent.id }, body: { name, description } }),
    shown: ['name', 'description'],
    changes: ['agents'],
    onSaved: () => {
      notifications.show({ message: 'Agent saved.' })
    },
  })
  return (
    <Card component="form" onSubmit={saving.submit}>
      <Stack>
        <TextInput
          label="Name"
          required
          value={name}
          error={saving.problems['name']}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label="Description"
          autosize
          minRows={2}
          value={description}
          error={saving.problems['description']}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        {saving.failure !== null && <Failure error={saving.failure} />}
        <Group>
          <May do="updateAgent" orSay>
            <Button type="submit" loading={saving.isPending}>
              Save agent
            </Button>
          </May>
        </Group>
      </Stack>
    </Card>
  )
}

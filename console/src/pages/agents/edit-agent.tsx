import type { Agent } from '@outcrop/contract'
import { Button, Card, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { api } from '../../api.ts'
import { Failure } from '../../ui/failure.tsx'
import { allShown, fieldProblems } from '../../ui/field-problems.ts'

/** Changes how an agent is called here. Another alias is another agent. */
export function EditAgent({ agent }: { readonly agent: Agent }) {
  const client = useQueryClient()
  const [name, setName] = useState(agent.name)
  const [description, setDescription] = useState(agent.description)
  const save = useMutation({
    mutationFn: () => api.updateAgent({ params: { id: agent.id }, body: { name, description } }),
    onSuccess: async () => {
      notifications.show({ message: 'Agent saved.' })
      await client.invalidateQueries({ queryKey: ['agents'] })
    },
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const problems = fieldProblems(save.error)
  return (
    <Card component="form" onSubmit={submit}>
      <Stack>
        <TextInput
          label="Name"
          required
          value={name}
          error={problems['name']}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label="Description"
          autosize
          minRows={2}
          value={description}
          error={problems['description']}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        {save.error !== null && !allShown(problems, ['name', 'description']) && (
          <Failure error={save.error} />
        )}
        <Group>
          <Button type="submit" loading={save.isPending}>
            Save agent
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}

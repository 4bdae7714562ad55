import type { Me } from '@outcrop/contract'
import { Button, Card, Group, Stack, TextInput, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { api } from '../../api.ts'
import { Failure } from '../../ui/failure.tsx'
import { allShown, fieldProblems } from '../../ui/field-problems.ts'

/** Name and e-mail address. */
export function PersonForm({ person }: { readonly person: NonNullable<Me['person']> }) {
  const client = useQueryClient()
  const [name, setName] = useState(person.name)
  const [email, setEmail] = useState(person.email)
  const save = useMutation({
    mutationFn: () => api.changeMyCredentials({ body: { name, email } }),
    onSuccess: async () => {
      notifications.show({ message: 'Saved.' })
      await client.invalidateQueries({ queryKey: ['me'] })
    },
  })
  const problems = fieldProblems(save.error)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Card>
      <form onSubmit={submit}>
        <Stack>
          <Title order={2} size="h5">
            You
          </Title>
          {save.error && !allShown(problems, ['name', 'email']) && <Failure error={save.error} />}
          <TextInput
            label="Name"
            required
            autoComplete="name"
            value={name}
            error={problems['name']}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label="E-mail"
            type="email"
            required
            autoComplete="email"
            value={email}
            error={problems['email']}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Group>
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}

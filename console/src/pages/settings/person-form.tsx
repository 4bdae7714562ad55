import type { Me } from '@outcrop/contract'
import { Button, Card, Group, Stack, TextInput, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { api } from '../../api.ts'
import { Failure } from '../../ui/failure.tsx'
import { useSaving } from '../../ui/use-saving.ts'

/** Name and e-mail address. */
export function PersonForm({ person }: { readonly person: NonNullable<Me['person']> }) {
  const [name, setName] = useState(person.name)
  const [email, setEmail] = useState(person.email)
  const saving = useSaving({
    save: () => api.changeMyCredentials({ body: { name, email } }),
    shown: ['name', 'email'],
    changes: ['me'],
    onSaved: () => {
      notifications.show({ message: 'Saved.' })
    },
  })
  return (
    <Card>
      <form onSubmit={saving.submit}>
        <Stack>
          <Title order={2} size="h5">
            You
          </Title>
          {saving.failure !== null && <Failure error={saving.failure} />}
          <TextInput
            label="Name"
            required
            autoComplete="name"
            value={name}
            error={saving.problems['name']}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label="E-mail"
            type="email"
            required
            autoComplete="email"
            value={email}
            error={saving.problems['email']}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Group>
            <Button type="submit" loading={saving.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}

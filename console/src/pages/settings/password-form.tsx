import { Button, Card, Group, PasswordInput, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { api } from '../../api.ts'
import { Failure } from '../../ui/failure.tsx'
import { allShown, fieldProblems } from '../../ui/field-problems.ts'

interface PasswordFormProps {
  readonly hasPassword: boolean
  readonly email: string
}

/** Sets a password, so that one can sign in again without a new link. */
export function PasswordForm({ hasPassword, email }: PasswordFormProps) {
  const client = useQueryClient()
  const [password, setPassword] = useState('')
  const save = useMutation({
    mutationFn: () => api.changeMyCredentials({ body: { password } }),
    onSuccess: async () => {
      setPassword('')
      notifications.show({ message: 'Password set. Sign in with it next time.' })
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
            {hasPassword ? 'Change your password' : 'Set a password'}
          </Title>
          {!hasPassword && (
            <Text size="sm" c="dimmed">
              You came by a link that works once. With a password you can sign in again.
            </Text>
          )}
          {save.error && !allShown(problems, ['password']) && <Failure error={save.error} />}
          {/* Tells password managers whose password this is. */}
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <PasswordInput
            label="New password"
            description="At least 12 characters"
            required
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': 'Show password', tabIndex: 0 }}
            value={password}
            error={problems['password']}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Group>
            <Button type="submit" loading={save.isPending}>
              {hasPassword ? 'Change password' : 'Set password'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}

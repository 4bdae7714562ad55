import { Button, Card, Group, PasswordInput, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { api } from '../../api.ts'
import { Failure } from '../../ui/failure.tsx'
import { useSaving } from '../../ui/use-saving.ts'

interface PasswordFormProps {
  readonly hasPassword: boolean
  readonly email: string
}

/** Sets a password, so that one can sign in again without a new link. */
export function PasswordForm({ hasPassword, email }: PasswordFormProps) {
  const [password, setPassword] = useState('')
  const saving = useSaving({
    save: () => api.changeMyCredentials({ body: { password } }),
    shown: ['password'],
    changes: ['me'],
    onSaved: () => {
      setPassword('')
      notifications.show({ message: 'Password set. Sign in with it next time.' })
    },
  })
  return (
    <Card>
      <form onSubmit={saving.submit}>
        <Stack>
          <Title order={2} size="h5">
            {hasPassword ? 'Change your password' : 'Set a password'}
          </Title>
          {!hasPassword && (
            <Text size="sm" c="dimmed">
              You came by a link that works once. With a password you can sign in again.
            </Text>
          )}
          {saving.failure !== null && <Failure error={saving.failure} />}
          {/* Tells password managers whose password this is. */}
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <PasswordInput
            label="New password"
            description="At least 12 characters"
            required
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': 'Show password', tabIndex: 0 }}
            value={password}
            error={saving.problems['password']}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Group>
            <Button type="submit" loading={saving.isPending}>
              {hasPassword ? 'Change password' : 'Set password'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}

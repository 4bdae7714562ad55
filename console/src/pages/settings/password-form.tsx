import { Button, Card, Group, PasswordInput, Stack, Text, Title } from '@mantine/core'
import type { Me } from '@outcrop/contract'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { api } from '../../api.ts'
import { Failure } from '../../ui/failure.tsx'
import { useSaving } from '../../ui/use-saving.ts'

interface PasswordFormProps {
  readonly person: NonNullable<Me['person']>
}

/** Sets a password, so that one can sign in again without a new link. */
export function PasswordForm({ person }: PasswordFormProps) {
  const { email, has_password: hasPassword, needs_current_password: needsCurrent } = person
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const saving = useSaving({
    save: () =>
      api.changeMyCredentials({ body: { password, ...(needsCurrent && { current_password: current }) } }), // prettier-ignore
    shown: needsCurrent ? ['password', 'current_password'] : ['password'],
    changes: ['me'],
    onSaved: () => {
      setPassword('')
      setCurrent('')
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
          {needsCurrent && (
            <PasswordInput
              label="Current password"
              description="Forgotten? Sign in with a new one-time link."
              required
              autoComplete="current-password"
              visibilityToggleButtonProps={{ 'aria-label': 'Show current password', tabIndex: 0 }}
              value={current}
              error={saving.problems['current_password']}
              onChange={(event) => setCurrent(event.currentTarget.value)}
            />
          )}
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

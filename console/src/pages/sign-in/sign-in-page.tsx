import {
  Alert,
  Button,
  Card,
  Center,
  Code,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useEffect, useState, type SubmitEvent } from 'react'
import { signIn } from '../../session.ts'
import { Mark } from '../../shell/mark.tsx'
import { placeAfterSignIn } from './place-after-sign-in.ts'

/** The only room without a key. */
export function SignInPage() {
  const { back } = useSearch({ from: '/sign-in' })
  const router = useRouter()
  const client = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const enter = useMutation({
    mutationFn: () => signIn({ email, password }),
    onSuccess: () => {
      client.clear()
      router.history.push(placeAfterSignIn(back))
    },
  })
  useEffect(() => {
    document.title = 'Sign in · Outcrop'
  }, [])
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    enter.mutate()
  }
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={400} gap="lg">
        <Center>
          <Mark />
        </Center>
        <Card padding="xl">
          <form onSubmit={submit}>
            <Stack>
              <Title order={1} size="h3">
                Sign in
              </Title>
              {enter.error && (
                <Alert color="red" role="alert">
                  {enter.error.message}
                </Alert>
              )}
              <TextInput
                label="E-mail"
                type="email"
                name="email"
                autoComplete="username"
                required
                withAsterisk={false}
                value={email}
                onChange={(event) => setEmail(event.currentTarget.value)}
              />
              <PasswordInput
                label="Password"
                name="password"
                autoComplete="current-password"
                required
                withAsterisk={false}
                visibilityToggleButtonProps={{ 'aria-label': 'Show password', tabIndex: 0 }}
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
              />
              <Button type="submit" loading={enter.isPending}>
                Sign in
              </Button>
            </Stack>
          </form>
        </Card>
        <Text size="sm" c="dimmed" ta="center">
          First time here, or no password yet? <Code>npm start</Code> prints a link in its terminal
          that signs you in once. Afterwards, set a password under Settings, Account.
        </Text>
      </Stack>
    </Center>
  )
}

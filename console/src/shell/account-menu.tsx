import { ActionIcon, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconKey, IconLogout, IconUser, IconUserCircle } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { meQuery } from '../queries.ts'
import { signOut } from '../session.ts'
import { May } from '../ui/may.tsx'

/** Who is signed in, and the way out. */
export function AccountMenu() {
  const me = useQuery(meQuery())
  const client = useQueryClient()
  const navigate = useNavigate()
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      await navigate({ to: '/sign-in', search: {} })
      client.clear()
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: 'Still signed in', message: error.message }),
  })
  const name = me.data?.person?.name ?? me.data?.api_key?.name ?? 'Account'
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Account: ${name}`}>
          <IconUserCircle size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.data?.person?.email ?? name}</Menu.Label>
        <Menu.Item component={Link} to="/settings/account" leftSection={<IconUser size={16} />}>
          Account
        </Menu.Item>
        <May do="listApiKeys">
          <Menu.Item component={Link} to="/settings/api-keys" leftSection={<IconKey size={16} />}>
            API keys
          </Menu.Item>
        </May>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => leave.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

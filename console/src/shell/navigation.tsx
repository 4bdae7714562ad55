import { Stack, Text } from '@mantine/core'
import {
  IconActivity,
  IconBolt,
  IconChartBar,
  IconClipboardCheck,
  IconCloud,
  IconFilter,
  IconHandStop,
  IconHome,
  IconHourglass,
  IconKey,
  IconPlayerPlay,
  IconRobot,
  IconRouter,
  IconStack2,
  IconReceipt,
  IconTags,
  IconTimeline,
  IconUser,
  IconUsers,
  IconUsersGroup,
  IconWallet,
} from '@tabler/icons-react'
import { RoomLink } from '../ui/links.tsx'

const groups = [
  { name: null, rooms: [{ to: '/', label: 'Home', icon: IconHome }] },
  {
    name: 'Streams',
    rooms: [
      { to: '/trace', label: 'Live trace', icon: IconActivity },
      { to: '/events', label: 'Events', icon: IconTimeline },
      { to: '/feeds', label: 'Feeds', icon: IconFilter },
      { to: '/specifications', label: 'Specifications', icon: IconClipboardCheck },
      { to: '/data-sources', label: 'Data sources', icon: IconRouter },
      { to: '/visitors', label: 'Visitors', icon: IconUsers },
      { to: '/held', label: 'Held', icon: IconHandStop },
      { to: '/attributes', label: 'Attributes', icon: IconTags },
      { to: '/audiences', label: 'Audiences', icon: IconUsersGroup },
      { to: '/automations', label: 'Automations', icon: IconBolt },
      { to: '/cooldown-groups', label: 'Cooldown groups', icon: IconHourglass },
    ],
  },
  {
    name: 'Operation',
    rooms: [
      { to: '/runs', label: 'Runs', icon: IconPlayerPlay },
      { to: '/agents', label: 'Agents', icon: IconRobot },
      { to: '/providers', label: 'Providers', icon: IconCloud },
      { to: '/services', label: 'Services', icon: IconStack2 },
      { to: '/usage', label: 'Usage', icon: IconChartBar },
      { to: '/budgets', label: 'Budgets', icon: IconWallet },
      { to: '/prices', label: 'Prices', icon: IconReceipt },
    ],
  },
  {
    name: 'Settings',
    rooms: [
      { to: '/settings/api-keys', label: 'API keys', icon: IconKey },
      { to: '/settings/account', label: 'Account', icon: IconUser },
    ],
  },
] as const

/** All rooms, in the order of an event's life. */
export function Navigation({ onNavigate }: { readonly onNavigate: () => void }) {
  return (
    <Stack gap="sm" component="nav">
      {groups.map(({ name, rooms }) => (
        <Stack key={name ?? 'home'} gap={1} role="group" aria-label={name ?? 'Start'}>
          {name && (
            <Text size="xs" fw={600} c="dimmed" px="sm" pb={2} aria-hidden>
              {name}
            </Text>
          )}
          {rooms.map(({ to, label, icon: Symbol }) => (
            <RoomLink
              key={to}
              to={to}
              label={label}
              leftSection={<Symbol size={18} stroke={1.6} aria-hidden />}
              activeOptions={{ exact: to === '/', includeSearch: false }}
              activeProps={{ active: true }}
              onClick={onNavigate}
              style={{ borderRadius: 'var(--mantine-radius-md)' }}
              py={5}
            />
          ))}
        </Stack>
      ))}
    </Stack>
  )
}

import { AppShell, Box, Burger, Container, Group, Text } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { meQuery } from '../queries.ts'
import { TextLink } from '../ui/links.tsx'
import { AccountMenu } from './account-menu.tsx'
import { Mark } from './mark.tsx'
import { Navigation } from './navigation.tsx'
import { SkipLink } from './skip-link.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

/** The frame around every room. */
export function Shell() {
  const [opened, { toggle, close }] = useDisclosure(false)
  const me = useQuery(meQuery())
  const narrow = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false })
  return (
    <>
      <SkipLink />
      <AppShell
        header={{ height: 56 }}
        navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !opened } }}
        padding={{ base: 'md', md: 'xl' }}
      >
        <AppShell.Header>
          <Group h="100%" px="md" gap="xs" wrap="nowrap" justify="space-between">
            <Group gap="sm" wrap="nowrap" miw={0}>
              <Burger
                opened={opened}
                onClick={toggle}
                hiddenFrom="sm"
                size="sm"
                aria-label={opened ? 'Close navigation' : 'Open navigation'}
                aria-expanded={opened}
              />
              <TextLink to="/" underline="never" c="inherit" aria-label="Outcrop, home">
                <Mark />
              </TextLink>
              <Text c="dimmed" size="sm" truncate miw={0}>
                {me.data?.organization.name}
              </Text>
            </Group>
            <Group gap={4} wrap="nowrap">
              <ThemeSwitch />
              <AccountMenu />
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar
          p="sm"
          aria-label="Rooms"
          style={{
            // There are more rooms than a low window has lines.
            overflowY: 'auto',
            // Slid out of sight it would still take the focus.
            visibility: narrow && !opened ? 'hidden' : 'visible',
          }}
        >
          <Navigation onNavigate={close} />
        </AppShell.Navbar>
        <AppShell.Main>
          <Container size={1440} p={0}>
            <Box id="content" tabIndex={-1} style={{ outline: 'none' }}>
              <Outlet />
            </Box>
          </Container>
        </AppShell.Main>
      </AppShell>
    </>
  )
}

import { Stack } from '@mantine/core'
import { IconUser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { meQuery } from '../../queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { words } from '../../ui/format.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { PasswordForm } from './password-form.tsx'
import { PersonForm } from './person-form.tsx'

/** Who you are here, and how you sign in. */
export function AccountPage() {
  const me = useQuery(meQuery())
  return (
    <Page
      title="Account"
      description={me.data && `${words(me.data.role)} of ${me.data.organization.name}`}
    >
      <Loaded query={me}>
        {({ person }) =>
          person === null ? (
            <Empty icon={IconUser} title="Signed in with an API key">
              Only people have a name, an e-mail address and a password.
            </Empty>
          ) : (
            <Stack gap="lg" maw={560}>
              <PersonForm person={person} />
              <PasswordForm person={person} />
            </Stack>
          )
        }
      </Loaded>
    </Page>
  )
}

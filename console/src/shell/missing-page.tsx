import { Container } from '@mantine/core'
import { IconMapQuestion } from '@tabler/icons-react'
import { Empty } from '../ui/empty.tsx'
import { ButtonLink } from '../ui/links.tsx'
import { Page } from '../ui/page.tsx'

/** Shown for an address that the console does not know. */
export function MissingPage() {
  return (
    <Container size="sm" p={0}>
      <Page title="There is no page here">
        <Empty
          icon={IconMapQuestion}
          title="The address may be mistyped or old"
          action={<ButtonLink to="/">Go home</ButtonLink>}
        >
          Everything in the console can be reached from its navigation.
        </Empty>
      </Page>
    </Container>
  )
}

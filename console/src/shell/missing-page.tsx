import { IconMapQuestion } from '@tabler/icons-react'
import { Empty } from '../ui/empty.tsx'
import { ButtonLink } from '../ui/links.tsx'
import { Page } from '../ui/page.tsx'

/** Shown for an address that the console does not know. */
export function MissingPage() {
  return (
    <Page title="There is no page here">
      <Empty
        icon={IconMapQuestion}
        title="The address may be mistyped or old"
        action={<ButtonLink to="/">Go home</ButtonLink>}
      >
        Everything in the console can be reached from its navigation.
      </Empty>
    </Page>
  )
}

import { IconUsers } from '@tabler/icons-react'
import { Empty } from '../../ui/empty.tsx'
import { ButtonLink } from '../../ui/links.tsx'

/** Why no visitor is listed, and what to do about it. */
export function NoVisitors({ filtered }: { readonly filtered: boolean }) {
  if (filtered) {
    return (
      <Empty
        icon={IconUsers}
        title="No visitor matches"
        action={
          <ButtonLink to="/visitors" search={{}} variant="default">
            Show all visitors
          </ButtonLink>
        }
      >
        Take a filter away. The id is compared from its beginning, letter by letter.
      </Empty>
    )
  }
  return (
    <Empty
      icon={IconUsers}
      title="No visitor yet"
      action={
        <ButtonLink to="/trace" search={{}}>
          Send an event
        </ButtonLink>
      }
    >
      A visitor appears with the first event that carries a <code>tealium_visitor_id</code>: send
      one.
    </Empty>
  )
}

import { useBlocker, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { LeaveQuestion } from './leave-question.tsx'

/** Asks before unsaved changes are left behind. Whoever has saved or deleted them navigates with `ignoreBlocker`. */
export function LeaveGuard({ isDirty }: { readonly isDirty: boolean }) {
  const { history } = useRouter()
  const [place] = useState(history.location.pathname)
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      // A page that has been left stays for a moment, until the next one has been loaded.
      isDirty && history.location.pathname === place && current.pathname !== next.pathname,
    enableBeforeUnload: isDirty,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return <LeaveQuestion onStay={blocker.reset} onLeave={blocker.proceed} />
}

import { useSearch } from '@tanstack/react-router'
import { LiveTrace } from './live-trace.tsx'
import { StartTrace } from './start-trace.tsx'

/** Watching what happens because of events, while it happens. */
export function TracePage() {
  const { id } = useSearch({ from: '/shell/trace' })
  // The key makes another trace another page: no line of the one shows up in the other.
  return id === undefined ? <StartTrace /> : <LiveTrace key={id} id={id} />
}

import { formatAgo, formatTime } from './format.ts'
import { useNow } from './use-now.ts'

interface TimeProps {
  readonly iso: string
  /** Says "5 minutes ago" while that is short. */
  readonly ago?: boolean
}

/** A time as people here write it; hovering shows it in UTC. */
export function Time({ iso, ago = false }: TimeProps) {
  const now = useNow()
  const text = (ago ? formatAgo(iso, now) : null) ?? formatTime(iso)
  return (
    <time dateTime={iso} title={iso}>
      {text}
    </time>
  )
}

import { useEffect, useState } from 'react'
import { replayPause, type ReplaySpeed } from './replay-pause.ts'

export interface Replay {
  /** How many lines are shown. */
  readonly shown: number
  readonly isPlaying: boolean
  readonly speed: ReplaySpeed
  readonly setPlaying: (isPlaying: boolean) => void
  readonly setSpeed: (speed: ReplaySpeed) => void
  /** Shows so many lines, and waits. */
  readonly goTo: (shown: number) => void
}

/** Shows the lines of a recorded trace one after the other. */
export function useReplay(lines: readonly { readonly at: string }[]): Replay {
  const [shown, setShown] = useState(0)
  const [isPlaying, setPlaying] = useState(true)
  const [speed, setSpeed] = useState<ReplaySpeed>(1)
  const pause = replayPause(lines, shown, speed)
  useEffect(() => {
    if (!isPlaying || pause === undefined) return undefined
    const timer = setTimeout(() => setShown(shown + 1), pause)
    return () => clearTimeout(timer)
  }, [isPlaying, pause, shown])
  const goTo = (wanted: number) => {
    setPlaying(false)
    setShown(Math.max(0, Math.min(lines.length, wanted)))
  }
  return { shown, isPlaying: isPlaying && pause !== undefined, speed, setPlaying, setSpeed, goTo }
}

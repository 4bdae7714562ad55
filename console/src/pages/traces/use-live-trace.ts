import { liveTracePath, traceLine } from '@outcrop/contract'
import { useEffect, useReducer } from 'react'
import { nextLiveState, nothingYet, type LiveAction, type LiveState } from './live-state.ts'

/** The lines of a trace as they happen. The browser mends a broken connection by itself. */
export function useLiveTrace(id: string): LiveState {
  const [state, dispatch] = useReducer(nextLiveState, nothingYet)
  useEffect(() => {
    const source = new EventSource(liveTracePath.replace(':id', encodeURIComponent(id)))
    source.onopen = () => dispatch({ type: 'open' })
    source.onerror = () => {
      const refused = source.readyState === EventSource.CLOSED
      dispatch({ type: refused ? 'refused' : 'broken' })
    }
    source.addEventListener('line', (message: MessageEvent<string>) => {
      const action = lineOf(message)
      if (action) dispatch(action)
    })
    source.addEventListener('end', () => {
      source.close()
      dispatch({ type: 'ended' })
    })
    return () => source.close()
  }, [id])
  return state
}

function lineOf({ data, lastEventId }: MessageEvent<string>): LiveAction | null {
  const parsed = traceLine.safeParse(JSON.parse(data))
  return parsed.success ? { type: 'line', id: lastEventId, line: parsed.data } : null
}

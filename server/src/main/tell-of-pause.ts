import type { OnPauseNotice } from '../features/pauses/pauses.ts'

type Line = (about: Readonly<Record<string, unknown>>, text: string) => void

/** Where lines go that people are told by. */
export interface PauseLog {
  readonly warn: Line
  readonly info: Line
}

/** Writes the two lines of a pause, as of a budget that is nearly used up: that runs wait and for whom, and that they go on. */
export const tellOfPause =
  (log: PauseLog): OnPauseNotice =>
  ({ organizationId: organization, providerId: provider, target, problem }) => {
    const what = target === null ? 'a provider' : 'a target of a provider'
    const about = { organization, provider, ...(target !== null && { target }) }
    if (problem === null) {
      log.info(about, `${what} is not paused any more`)
      return
    }
    const { code, who, detail, remedy } = problem
    log.warn({ ...about, code, who, detail, remedy }, `${what} is paused, its runs wait`)
  }

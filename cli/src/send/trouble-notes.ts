import { duration } from '../terminal/numbers.ts'

const repeatAfterMs = 30_000

/** Says when sending does not go on, and when it does again; not for every single try. */
export function troubleNotes(note: (text: string) => void, now: () => number) {
  let since: number | undefined
  let saidAt = 0
  let said = ''
  return {
    onTrouble(reason: string, delayMs: number): void {
      since ??= now()
      if (reason === said && now() - saidAt < repeatAfterMs) return
      said = reason
      saidAt = now()
      note(
        `Not accepted: ${reason} Trying again in ${duration(delayMs)}; nothing will be stored twice.`,
      )
    },
    onSuccess(): void {
      if (since === undefined) return
      note(`The server takes events again after ${duration(now() - since)}.`)
      since = undefined
      said = ''
    },
  }
}

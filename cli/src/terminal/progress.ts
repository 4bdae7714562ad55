import { duration, grouped } from './numbers.ts'
import type { Terminal } from './terminal.ts'

const drawEveryMs = 100
const lineEveryMs = 5000

export interface Progress {
  update(done: number): void
  /** The same with words of one's own. */
  show(text: string): void
  /** Says something without leaving half a bar behind. */
  note(text: string): void
  end(): void
}

/** A bar for a person who watches, a line every few seconds for a log. `total` may be unknown. */
export function progress(
  terminal: Terminal,
  total: number | undefined,
  now: () => number,
  unit?: string,
): Progress {
  const { isInteractive, columns } = terminal
  const startedAt = now()
  let shownAt = isInteractive ? 0 : startedAt
  const clear = () => {
    if (isInteractive) terminal.draw('\r\u001b[2K')
  }
  const show = (text: string) => {
    const at = now()
    if (at - shownAt < (isInteractive ? drawEveryMs : lineEveryMs)) return
    shownAt = at
    if (isInteractive) terminal.draw(`\r\u001b[2K${text}`)
    else terminal.note(text)
  }
  return {
    update(done) {
      const elapsedMs = now() - startedAt
      show(
        isInteractive
          ? progressBar(done, total, elapsedMs, columns, unit)
          : progressText(done, total, elapsedMs, unit),
      )
    },
    show,
    note(text) {
      clear()
      terminal.note(text)
    },
    end: clear,
  }
}

/** Such as "1,200 of 5,000 events, 400 events/s, 10 s left". */
export function progressText(
  done: number,
  total: number | undefined,
  elapsedMs: number,
  unit = 'events',
): string {
  const rate = elapsedMs > 0 ? done / (elapsedMs / 1000) : 0
  const of = total === undefined ? '' : ` of ${grouped(total)}`
  const left =
    total === undefined || rate === 0 ? '' : `, ${duration(((total - done) / rate) * 1000)} left`
  return `${grouped(done)}${of} ${unit}, ${grouped(rate)} ${unit}/s${left}`
}

/** The same with a bar in front, as wide as the line allows. */
export function progressBar(
  done: number,
  total: number | undefined,
  elapsedMs: number,
  columns: number,
  unit?: string,
): string {
  const text = progressText(done, total, elapsedMs, unit)
  const width = Math.min(30, columns - text.length - 4)
  if (total === undefined || total === 0 || width < 5) return text
  const filled = Math.min(width, Math.round((done / total) * width))
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)}  ${text}`
}

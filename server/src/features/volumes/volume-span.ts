const hourMs = 3_600_000

/** Steps of a span: the first begins at `from`, the last at `to`. */
export interface VolumeSpan {
  readonly step: 'hour' | 'day'
  readonly stepHours: number
  readonly from: Date
  readonly to: Date
}

/** The last so many hours, the one that goes on included: by hours, or by days of UTC when they are many. */
export function volumeSpan(hours: number, now: Date): VolumeSpan {
  const time = now.getTime()
  const stepHours = hours > 48 ? 24 : 1
  const ms = stepHours * hourMs
  const to = time - (time % ms)
  const from = to - (Math.ceil(hours / stepHours) - 1) * ms
  return {
    step: stepHours === 1 ? 'hour' : 'day',
    stepHours,
    from: new Date(from),
    to: new Date(to),
  }
}

interface Step {
  readonly at: string
}

/** How the steps of a chart over time are called: hours of here, or days of UTC. */
export function stepLabel(step: 'hour' | 'day'): (item: Step) => string {
  const format = new Intl.DateTimeFormat(
    undefined,
    step === 'hour'
      ? { hour: 'numeric', minute: '2-digit' }
      : { month: 'short', day: 'numeric', timeZone: 'UTC' },
  )
  return ({ at }) => format.format(new Date(at))
}

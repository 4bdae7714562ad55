import { Autocomplete } from '@mantine/core'
import type { VisitorSamples } from './use-visitor-samples.ts'

/** A choice of the visitors to render and try on, by the beginning of their id. */
export function VisitorSampleSelect({ typed, type, ids, visitorId }: VisitorSamples) {
  const none =
    typed === ''
      ? 'There is nobody to show it on. Type how an id begins.'
      : 'No visitor has an id that begins so.'
  return (
    <Autocomplete
      label="On the visitor"
      placeholder="tealium_visitor_id"
      description={visitorId === undefined ? none : `Shown on ${visitorId}, as it is now`}
      data={[...ids]}
      filter={({ options }) => options}
      value={typed}
      onChange={type}
    />
  )
}

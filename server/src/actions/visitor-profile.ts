/** Values under the keys of their type, as visitor records name them; under each, by the name of the attribute. */
export type TypedValues = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** A visitor at one moment, as templates see it. Dates are ISO-8601. */
export interface VisitorProfile {
  readonly visitor_id: string
  readonly created_at: string
  readonly total_event_count: number
  readonly total_visit_count: number
  readonly attributes: TypedValues
  /** Names. */
  readonly badges: readonly string[]
  readonly audiences: readonly string[]
  readonly current_visit: {
    readonly started_at: string
    readonly total_event_count: number
    readonly attributes: TypedValues
  } | null
}

export type ProfileShape = 'flat' | 'nested'

/** What a prompt gets as `visitor_profile`: every attribute by its name, or by its type and name. */
export function visitorVariable(
  profile: VisitorProfile,
  shape: ProfileShape,
  withVisit: boolean,
): Record<string, unknown> {
  const { attributes, current_visit, ...others } = profile
  const shaped = (values: TypedValues) => (shape === 'nested' ? values : flat(values))
  const visit = current_visit && { ...current_visit, attributes: undefined, ...shaped(current_visit.attributes) } // prettier-ignore
  return { ...others, ...shaped(attributes), ...(withVisit && { current_visit: visit }) }
}

/** The value of one attribute of the visitor or of the visit; undefined when there is none. */
export function profileValue(
  profile: VisitorProfile | null,
  scope: 'visitor' | 'visit',
  name: string,
): unknown {
  const values = flat((scope === 'visitor' ? profile : profile?.current_visit)?.attributes ?? {})
  if (scope === 'visitor' && profile?.badges.includes(name)) return true
  return Object.hasOwn(values, name) ? values[name] : undefined
}

const flat = (values: TypedValues): Record<string, unknown> =>
  Object.fromEntries(Object.values(values).flatMap((ofType) => Object.entries(ofType)))

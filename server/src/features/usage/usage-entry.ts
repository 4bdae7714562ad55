/** What happened to one subject (a stream or an automation) at one time. */
export interface UsageEntry {
  readonly organizationId: string
  readonly subjectId: string
  readonly at: Date
  readonly events: number
  readonly runs: number
  readonly failures: number
}

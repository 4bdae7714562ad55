/** An event that counts for a subject of its stream, such as its data source. */
export interface Counted {
  readonly streamId: string
  readonly subject: string
  readonly at: Date
}

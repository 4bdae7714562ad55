/**
 * A statement that is parsed and planned once per connection instead of every time. For those that
 * run for every batch of events or runs: their plan must not depend on the values.
 */
export interface Prepared {
  /** Its own in the whole program. */
  readonly name: string
  readonly text: string
  readonly values: unknown[]
}

export interface Result<Row> {
  readonly rows: Row[]
  readonly rowCount: number | null
  readonly command?: string
}

/** What a store needs of a database: a pool and a client in a transaction both have it. */
export interface Db {
  // The caller names the rows of the statement that it writes; the driver cannot know them.
  query<Row = never>(text: string, values?: readonly unknown[]): Promise<Result<Row>>
  query<Row = never>(statement: Prepared): Promise<Result<Row>>
}

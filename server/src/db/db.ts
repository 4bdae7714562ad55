/** What a store needs of a database: a pool and a client in a transaction both have it. */
export interface Db {
  // The caller names the rows of the statement that it writes; the driver cannot know them.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  query<Row = never>(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ rows: Row[]; rowCount: number | null; command?: string }>
}

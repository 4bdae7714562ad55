/** The run is no longer this worker's. Another one continues it; there is nothing to store or report. */
export class LostRun extends Error {
  override readonly name = 'LostRun'

  constructor(runId: string) {
    super(`The run ${runId} belongs to another worker now.`)
  }
}

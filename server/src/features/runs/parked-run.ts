/** The run waits for a paused target, or its turn in a session. That is stored already; nobody has it in hand now. */
export class ParkedRun extends Error {
  override readonly name = 'ParkedRun'

  constructor(runId: string) {
    super(`The run ${runId} waits for a target that is paused, or for its turn.`)
  }
}

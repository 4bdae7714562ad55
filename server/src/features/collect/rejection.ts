/** Why a request is refused. `reason` goes into `X-Error` and names what is wrong and where. */
export class Rejection extends Error {
  override readonly name = 'Rejection'
  readonly status: number
  readonly retryAfterS: number | undefined

  constructor(reason: string, status = 400, retryAfterS?: number) {
    super(reason)
    this.status = status
    this.retryAfterS = retryAfterS
  }
}

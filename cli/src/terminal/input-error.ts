/** The input cannot be sent as it is. `remedy` says how to mend it. */
export class InputError extends Error {
  override readonly name = 'InputError'
  readonly remedy: string

  constructor(what: string, remedy: string) {
    super(what)
    this.remedy = remedy
  }
}

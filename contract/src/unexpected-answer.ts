/** What answered does not speak as the contract says: another program, or a proxy in between. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer'
}

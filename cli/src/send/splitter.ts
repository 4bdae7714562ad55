/** One piece of JSON text in the input. */
export interface Piece {
  readonly text: string
  /** Where it begins, counted from 1. */
  readonly line: number
  /** The how-manieth piece it is, counted from 1. */
  readonly number: number
}

/** Cuts text that arrives in chunks into pieces. The chunks may end anywhere. */
export interface Splitter {
  push(chunk: string): Piece[]
  /** What is left when the input ends; throws an `InputError` when it ends in the middle. */
  end(): Piece[]
}

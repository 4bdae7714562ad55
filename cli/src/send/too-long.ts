import { InputError } from '../terminal/input-error.ts'

export function tooLong(line: number, maxLength: number): InputError {
  return new InputError(
    `Line ${line}: one event is longer than ${maxLength.toLocaleString('en')} characters.`,
    'Is the input one event per line, or a JSON array of events? The server takes events of at most 1 MB.',
  )
}

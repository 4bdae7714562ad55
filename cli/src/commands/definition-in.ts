import type { definition } from '@outcrop/contract'
import { z } from 'zod'
import { InputError } from '../terminal/input-error.ts'
import type { Given } from './file-members.ts'

// Only the server can check it, and it says where a mistake is.
const unchecked = z.custom<z.input<typeof definition>>()

/** The definition in a file. What "get" shows holds two of them: which one is meant must be said. */
export function definitionIn(given: Given): z.input<typeof definition> {
  if (!('draft' in given)) return unchecked.parse(given)
  throw new InputError(
    'This is an automation as "outcrop automations get" shows it, and a definition is wanted.',
    'Print one with "outcrop automations definition NAME"; with --published that of the published version.',
  )
}

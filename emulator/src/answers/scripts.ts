import { z } from 'zod'
import { textPattern, matchesText } from '../faults/text-pattern.ts'
import { matchesPattern } from '../matches-pattern.ts'

const answerSchema = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ json: z.json() }).describe('The JSON text of this value.'),
  z.strictObject({
    toolUse: z.strictObject({ name: z.string(), input: z.record(z.string(), z.json()) }),
  }),
  z.strictObject({
    error: z.string(),
    status: z.int().min(400).max(599).optional(),
    message: z.string().optional(),
  }),
  z
    .strictObject({
      body: z.union([z.string(), z.json()]),
      contentType: z.string().default('application/json'),
    })
    .describe('Sent as it is, whatever the operation: text verbatim, anything else as JSON.'),
])

export const scriptSchema = z.strictObject({
  model: z.string().default('*').describe('Model id as the caller wrote it; * is a wildcard.'),
  prompt: textPattern.optional().describe('A piece of the prompt, or /a regular expression/flags.'),
  times: z.int().min(1).optional().describe('How often it answers before the next script may.'),
  answer: answerSchema,
})

export type ScriptInput = z.input<typeof scriptSchema>
export type ScriptedAnswer = z.infer<typeof answerSchema>

/** The live handle on the scripted answers of an emulator. */
export type ScriptsHandle = {
  /** Replaces all scripts. Throws ZodError when one is not valid. */
  set: (scripts: readonly ScriptInput[]) => void
  clear: () => void
}
export type Scripts = ScriptsHandle & {
  /** The answer of the first script that matches and is not used up. */
  find: (modelId: string, inputText: string) => ScriptedAnswer | undefined
}

export function createScripts(initial: readonly ScriptInput[]): Scripts {
  const read = (
    inputs: readonly ScriptInput[],
  ): { script: z.infer<typeof scriptSchema>; used: number }[] =>
    inputs.map((input) => ({ script: scriptSchema.parse(input), used: 0 }))
  let entries = read(initial)
  return {
    set: (scripts) => {
      entries = read(scripts)
    },
    clear: () => {
      entries = []
    },
    find: (modelId, inputText) => {
      const entry = entries.find(
        ({ script, used }) =>
          (script.times === undefined || used < script.times) &&
          matchesPattern(modelId, script.model) &&
          (script.prompt === undefined || matchesText(inputText, script.prompt)),
      )
      if (entry) entry.used += 1
      return entry?.script.answer
    },
  }
}

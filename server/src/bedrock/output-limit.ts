/** What a model may write that nobody has told where to stop, in tokens. */
export const assumedOutput = 4096

/** And one that thinks first, for as long as it wants. */
const assumedThoughts = 32_000

/**
 * What a model may write at most, in tokens: by the limit that all models share, and by what stands
 * in the words of its own family, as JSON. Null where nothing is said of it.
 */
export function outputLimit(limit: number | undefined, own: string): number | null {
  const limits = [...(limit === undefined ? [] : [limit]), ...numbersIn(own, limitWords)]
  const thought = Math.max(0, ...numbersIn(own, budgetWords))
  if (limits.length > 0) {
    const most = Math.max(...limits)
    // Thoughts are output. A budget beyond the limit is one for thoughts between calls of tools.
    return thought < most ? most : most + thought
  }
  if (thinksFreely.test(own)) return thought + assumedThoughts
  return thought === 0 ? null : thought + assumedOutput
}

const numbersIn = (text: string, pattern: RegExp): number[] =>
  Array.from(text.matchAll(pattern), ([, number]) => Number(number))

/** How the families of models call their limit. */
const limitWords =
  /"(?:max_tokens|max_completion_tokens|maxTokens|max_new_tokens|max_gen_len|maxTokenCount)"\s*:\s*(\d{1,7})/g

/** How Claude calls what it may think at most. */
const budgetWords = /"budget_tokens"\s*:\s*(\d{1,7})/g

/** How Claude, Nova and open-weight models are told to think as much as they want. */
const thinksFreely =
  /"type"\s*:\s*"adaptive"|"(?:maxReasoningEffort|reasoning_effort)"|"reasoningConfig"\s*:\s*\{\s*"type"\s*:\s*"enabled"/

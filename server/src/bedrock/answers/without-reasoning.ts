const reasoning = /^\s*<(think|thinking|reasoning|scratchpad|reflection)>[\s\S]*?(?:<\/\1>|$)/i

/**
 * The text after what the model wrote to itself; drafts in there are not the answer. A block that
 * never ends is all that there is.
 */
export function withoutReasoning(text: string): string {
  let rest = text
  for (let block = reasoning.exec(rest); block; block = reasoning.exec(rest)) {
    rest = rest.slice(block[0].length)
  }
  return rest
}

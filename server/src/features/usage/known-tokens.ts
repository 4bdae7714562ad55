interface TokenSums {
  readonly input_tokens: number
  readonly output_tokens: number
  /** Answered calls that told no tokens. */
  readonly uncounted: number
}

/** Tokens of some calls, as far as they were told: null, not 0, where no call has told any. */
export function knownTokens({ input_tokens: input, output_tokens: output, uncounted }: TokenSums) {
  const isUnknown = uncounted > 0 && input + output === 0
  return isUnknown ? { input: null, output: null } : { input, output }
}

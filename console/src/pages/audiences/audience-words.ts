/** What the condition of an audience means when it demands nothing, and when it can never hold. */
export const audienceWords = { everything: 'every visitor', nothing: 'no visitor' } as const

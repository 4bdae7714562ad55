/** The tool that a model calls to give its answer, where it cannot be held to a schema otherwise. */
export const answerTool = 'give_answer'

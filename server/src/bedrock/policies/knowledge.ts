/** What only AWS can tell of the things that a configuration uses. What is absent is not known. */
export interface Knowledge {
  /** ARNs of the models behind an inference profile, by its id or ARN. */
  readonly profiles: ReadonlyMap<string, readonly string[]>
  /** The model that a managed prompt names, by the ARN of the prompt. */
  readonly promptModels: ReadonlyMap<string, string>
}

export const noKnowledge: Knowledge = { profiles: new Map(), promptModels: new Map() }

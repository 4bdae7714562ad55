import type { AgentTest } from '@outcrop/contract'

/** What the author of an automation would have to correct, had a step named the agent by its ARN. */
const ofTheName: ReadonlySet<string> = new Set(['wrong-target', 'resource-not-found'])

/** A test of an agent whose ARN is for these people to correct: they have named it. */
export const named = (test: AgentTest, who: 'caller' | 'operator'): AgentTest => ({
  ...test,
  checks: test.checks.map((check) =>
    check.problem && ofTheName.has(check.problem.code)
      ? { ...check, problem: { ...check.problem, who } }
      : check,
  ),
})

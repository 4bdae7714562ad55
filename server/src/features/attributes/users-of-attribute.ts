import type { ProfileCondition } from '@outcrop/contract'
import type { GivenAttribute } from './checks/check-attribute.ts'
import { comparisonsIn } from './checks/check-condition.ts'
import { attributesAsked, attributesUsed } from './checks/uses.ts'

/** Something that asks about visitors: an audience. */
export interface Asking {
  readonly name: string
  readonly condition: ProfileCondition
}

/** What uses an attribute beside itself, in words: `the attribute "cart_value"`. */
export const usersOfAttribute = (
  name: string,
  attributes: readonly GivenAttribute[],
  audiences: readonly Asking[],
): string[] => [
  ...attributes
    .filter((one) => one.name !== name && attributesUsed(one).has(name))
    .map((one) => `the attribute "${one.name}"`),
  ...audiences
    .filter(({ condition }) => attributesAsked(condition).has(name))
    .map((one) => `the audience "${one.name}"`),
]

/** What asks about one of these steps of a funnel, beside the funnel itself. */
export function usersOfSteps(
  funnel: Pick<GivenAttribute, 'name'>,
  steps: readonly string[],
  attributes: readonly GivenAttribute[],
  audiences: readonly Asking[],
): string[] {
  const asks = (condition: ProfileCondition) =>
    comparisonsIn(condition).some(
      ({ scope, attribute, value }) =>
        scope !== 'event' && attribute === funnel.name && steps.some((step) => step === value),
    )
  return [
    ...attributes
      .filter(
        (one) =>
          one.name !== funnel.name && one.enrichments.some(({ condition }) => asks(condition)),
      ) // prettier-ignore
      .map((one) => `the attribute "${one.name}"`),
    ...audiences
      .filter(({ condition }) => asks(condition))
      .map((one) => `the audience "${one.name}"`),
  ]
}

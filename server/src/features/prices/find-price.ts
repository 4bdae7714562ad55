import { listPriceOf, modelOf, type Price } from '../../bedrock/bedrock.ts'

/**
 * The price of what a step names as model: the organization's price for exactly that name wins, then
 * its price for the model behind the name, then the list. Null when nobody knows it.
 */
export function findPrice(own: ReadonlyMap<string, Price>, named: string): Price | null {
  return own.get(named) ?? own.get(modelOf(named)) ?? listPriceOf(named)
}

import { z } from 'zod'

export const operators = [
  'equals', 'does_not_equal', 'contains', 'does_not_contain', 'contains_part', 'does_not_contain_part', 'contains_only', 'starts_with', 'ends_with', 'matches',
  'greater_than', 'greater_than_or_equal', 'less_than', 'less_than_or_equal',
  'is_assigned', 'is_not_assigned', 'in_list', 'not_in_list',
] as const // prettier-ignore

export type Operator = (typeof operators)[number]

export const comparedValue = z.union([z.string().max(1000), z.number(), z.boolean()])

/** One comparison of one event attribute. A dotted attribute reaches into nested objects. */
export const comparison = z.object({
  attribute: z.string().min(1).max(250).describe('Its name; dots lead into objects'),
  operator: z.enum(operators).describe('How it is compared'),
  value: z
    .union([comparedValue, z.array(comparedValue).max(1000)])
    .optional()
    .describe(
      'What it is compared with; a list for `in_list` and `not_in_list`, left out where an operator needs none',
    ),
  ignore_case: z
    .boolean()
    .optional()
    .describe('Whether upper and lower case are the same; no when left out'),
})
export type Comparison = z.infer<typeof comparison>

/** A tree of comparisons. An empty `all` is always true; an empty `any` is never true. */
export type Tree<Leaf> = Leaf | { all: Tree<Leaf>[] } | { any: Tree<Leaf>[] }

/** `id` is its name in JSON Schemas: only what has one can hold itself there. */
export function treeOf<Leaf>(leaf: z.ZodType<Leaf>, id: string): z.ZodType<Tree<Leaf>> {
  const tree: z.ZodType<Tree<Leaf>> = z
    .lazy(() =>
      z.union([
        z.object({
          all: z.array(tree).max(100).describe('Every one must hold; an empty list always holds'),
        }),
        z.object({
          any: z.array(tree).max(100).describe('One must hold; an empty list never holds'),
        }),
        leaf,
      ]),
    )
    .meta({ id, description: 'A comparison, or a tree of them' })
  return tree
}

export type Condition = Tree<Comparison>

/** A condition on an event. */
export const condition: z.ZodType<Condition> = treeOf(comparison, 'Condition')

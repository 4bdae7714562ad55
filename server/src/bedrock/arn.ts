import {
  accountPattern,
  arnShapes,
  partitionPattern,
  regionPattern,
  type ArnKind,
  type ArnShape,
} from './arn-shapes.ts'

export type { ArnKind } from './arn-shapes.ts'

export interface Arn {
  readonly kind: ArnKind
  readonly partition: string
  /** Empty for IAM roles, which are global. */
  readonly region: string
  /** Empty for foundation models. */
  readonly account: string
  /** The parts of the resource by name, such as `flow` and `alias`. */
  readonly ids: Readonly<Record<string, string>>
}

const patterns = arnShapes.map((shape) => ({ kind: shape.kind, pattern: patternOf(shape) }))

/** Reads an ARN of a kind that Bedrock has to do with; undefined for anything else. */
export function parseArn(text: string): Arn | undefined {
  for (const { kind, pattern } of patterns) {
    const groups = pattern.exec(text)?.groups
    if (!groups) continue
    const { partition = '', region = '', account = '', ...ids } = groups
    return { kind, partition, region, account, ids }
  }
  return undefined
}

function patternOf({ service, owner, resource }: ArnShape): RegExp {
  const region = owner === 'global' ? '' : `(?<region>${regionPattern})`
  const account = owner === 'aws' ? '' : `(?<account>${accountPattern})`
  const tail = resource.map((part) =>
    typeof part === 'string' ? part : `(?<${part.name}>${part.pattern})`,
  )
  return new RegExp(
    `^arn:(?<partition>${partitionPattern}):${service}:${region}:${account}:${tail.join('')}$`,
  )
}

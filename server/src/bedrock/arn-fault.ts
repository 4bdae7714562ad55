import {
  accountPattern,
  arnShapes,
  partitionPattern,
  regionPattern,
  type ArnShape,
} from './arn-shapes.ts'
import { nearlyTheSame } from './nearly-the-same.ts'

/** What is wrong with one segment of a text that should be an ARN. */
export interface ArnFault {
  /** `arn`, `partition`, `service`, `region`, `account`, `resource`, or the name of an id in it. */
  readonly segment: string
  /** Such as: its account "1111" must be twelve digits. Without a point at the end. */
  readonly sentence: string
}

/** The first thing that keeps a text from being an ARN that `parseArn` reads; undefined when it does. */
export function arnFault(text: string): ArnFault | undefined {
  const [arn, partition = '', service = '', region = '', account = '', ...rest] = text.split(':')
  if (arn !== 'arn') return { segment: 'arn', sentence: 'it does not begin with arn:' }
  if (rest.length === 0) {
    return {
      segment: 'arn',
      sentence: 'it ends before its resource, the sixth part between colons',
    }
  }
  const resource = rest.join(':')
  const shapes = shapesLike(resource)
  const services = [...new Set((shapes.length > 0 ? shapes : arnShapes).map((one) => one.service))]
  return (
    differs('partition', partition, partitionPattern, 'aws, or begin with aws- as in aws-us-gov') ??
    differs('service', service, services.join('|'), services.join(', ')) ??
    placeFault(region, account, shapes[0]?.owner) ??
    resourceFault(resource, shapes)
  )
}

/** Shapes that begin as the resource does. */
const shapesLike = (resource: string): readonly ArnShape[] =>
  arnShapes.filter(
    ({ resource: [first] }) => typeof first === 'string' && resource.startsWith(first),
  )

function placeFault(
  region: string,
  account: string,
  owner: ArnShape['owner'] | undefined,
): ArnFault | undefined {
  if (owner === undefined) return differs('account', account, `(?:${accountPattern})?`, 'twelve digits, or empty before a foundation model') // prettier-ignore
  return (
    (owner === 'global'
      ? differs('region', region, '', 'empty: roles are in no region')
      : differs('region', region, regionPattern, 'an AWS region such as us-east-1')) ??
    (owner === 'aws'
      ? differs('account', account, '', 'empty: foundation models belong to AWS')
      : differs('account', account, accountPattern, 'twelve digits'))
  )
}

/** Of the shapes that it may have, the one that it follows farthest tells what is wrong. */
function resourceFault(resource: string, shapes: readonly ArnShape[]): ArnFault | undefined {
  const begun = shapes.map((shape) => farthest(resource, shape))
  if (begun.some((end) => end === undefined)) return undefined
  const [best] = begun.flatMap((end) => end ?? []).toSorted(tellsMore)
  return best?.fault ?? unknownKind(resource)
}

const beginnings = arnShapes.flatMap(({ resource: [first] }) =>
  typeof first === 'string' ? [first] : [],
)

function unknownKind(resource: string): ArnFault {
  const [begun = ''] = /^[^/:]*[/:]?/.exec(resource) ?? []
  const meant = nearlyTheSame(begun, beginnings)
  const words = meant === undefined ? 'of a kind that Bedrock has to do with, such as agent-alias/… or prompt/…' : `${meant}…, not ${begun}…` // prettier-ignore
  return fault('resource', resource, words)
}

interface Halt {
  /** How many characters of the resource follow the shape. */
  readonly at: number
  readonly fault: ArnFault
}

/** What came farther first; of two that came as far, the one that complains of less. */
const tellsMore = (one: Halt, other: Halt): number =>
  other.at - one.at || one.fault.sentence.length - other.fault.sentence.length

/** How far a resource follows a shape, and what is wrong there; undefined when it follows to the end. */
function farthest(resource: string, shape: ArnShape): Halt | undefined {
  let at = 0
  for (const [index, part] of shape.resource.entries()) {
    if (typeof part === 'string') {
      if (!resource.startsWith(part, at)) {
        return { at, fault: fault('resource', resource, `continued by ${part}`) }
      }
      at += part.length
      continue
    }
    const next = shape.resource[index + 1]
    const end = typeof next === 'string' ? resource.indexOf(next, at) : -1
    const value = end === -1 ? resource.slice(at) : resource.slice(at, end)
    const wrong = differs(part.name, value, part.pattern, part.words)
    if (wrong) return { at, fault: wrong }
    at += value.length
  }
  return undefined
}

function differs(
  segment: string,
  value: string,
  pattern: string,
  words: string,
): ArnFault | undefined {
  return new RegExp(`^(?:${pattern})$`).test(value) ? undefined : fault(segment, value, words)
}

function fault(segment: string, value: string, words: string): ArnFault {
  const label = segment.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value
  return { segment, sentence: `its ${label} "${shown}" must be ${words}` }
}

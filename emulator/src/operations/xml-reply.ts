import type { Reply } from '../wire/reply.ts'
import { xmlText } from '../wire/xml-text.ts'
import type { Call } from './operation.ts'

export type XmlTree = { [element: string]: string | XmlTree }

/** The answer of an STS operation. */
export function xmlReply(call: Pick<Call, 'requestId'>, operation: string, result: XmlTree): Reply {
  const tree = {
    [`${operation}Result`]: result,
    ResponseMetadata: { RequestId: call.requestId },
  }
  return {
    kind: 'whole',
    headers: { 'content-type': 'text/xml' },
    body: `<${operation}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${render(tree)}</${operation}Response>`,
  }
}

function render(tree: XmlTree): string {
  return Object.entries(tree)
    .map(
      ([name, content]) =>
        `<${name}>${typeof content === 'string' ? xmlText(content) : render(content)}</${name}>`,
    )
    .join('')
}

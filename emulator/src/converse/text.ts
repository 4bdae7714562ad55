import { blockText } from './block-text.ts'
import type { ConverseRequest } from './request.ts'

/** All text of a Converse request, for faults, scripts and the call log. */
export function converseText(request: ConverseRequest): string {
  const blocks = [...request.system, ...request.messages.flatMap(({ content }) => content)]
  return blocks.map(blockText).join('\n\n')
}

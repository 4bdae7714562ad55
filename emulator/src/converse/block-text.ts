import type { Block } from './request.ts'

/** What a model reads of a content block. */
export function blockText(block: Block): string {
  if (block.text !== undefined) return block.text
  if (block.guardContent?.text) return block.guardContent.text.text
  if (block.document) return block.document.source?.text ?? `[document ${block.document.name}]`
  if (block.toolUse) return JSON.stringify(block.toolUse.input)
  if (block.toolResult) {
    return block.toolResult.content
      .map(({ text, json }) => text ?? JSON.stringify(json ?? null))
      .join('\n')
  }
  // A model does not read its own old thoughts.
  if (block['reasoningContent'] !== undefined) return ''
  const [kind = 'content'] = Object.keys(block)
  return `[${kind}]`
}

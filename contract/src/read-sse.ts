/** One server-sent event. */
export interface SseMessage {
  readonly event: string
  readonly data: string
  readonly id: string | undefined
}

/** Cuts a stream of server-sent events into messages. Comments (heartbeats) are left out. */
export async function* readSse(chunks: AsyncIterable<string>): AsyncGenerator<SseMessage> {
  let held = ''
  for await (const chunk of chunks) {
    const blocks = (held + chunk).split(/\r?\n\r?\n/)
    held = blocks.pop() ?? ''
    for (const block of blocks) {
      const message = messageOf(block)
      if (message) yield message
    }
  }
}

function messageOf(block: string): SseMessage | undefined {
  const fields = block.split(/\r?\n/).map((line) => /^(\w+):? ?(.*)$/.exec(line) ?? [])
  const valuesOf = (name: string) =>
    fields.filter(([, key]) => key === name).map(([, , value]) => value ?? '')
  const data = valuesOf('data')
  if (data.length === 0) return undefined
  return {
    event: valuesOf('event').at(-1) ?? 'message',
    data: data.join('\n'),
    id: valuesOf('id').at(-1),
  }
}

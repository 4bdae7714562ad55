/** A text as one word of a POSIX shell. */
const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`

/** A command that sends one event to the server at `origin`. */
export function eventCommand(origin: string, payload: Readonly<Record<string, unknown>>): string {
  return [
    `curl -i ${quoted(`${origin}/event`)}`,
    `-H 'content-type: application/json'`,
    `-d ${quoted(JSON.stringify(payload))}`,
  ].join(' \\\n  ')
}

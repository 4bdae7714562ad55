/** Sends an event to the server that served this page. Throws an Error with the reason of a refusal. */
export async function sendEvent(payload: Readonly<Record<string, unknown>>): Promise<void> {
  const response = await fetch('/event', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  })
  if (response.ok) return
  const reason = response.headers.get('x-error') ?? (await response.text())
  throw new Error(reason === '' ? `The server answered ${response.status}.` : reason)
}

/** Sends an event of the demo shop, as a shop would. */
export async function sendEvent(url: string, payload: Record<string, unknown>): Promise<void> {
  const response = await fetch(`${url}/event`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tealium_account: 'demo', tealium_profile: 'shop', ...payload }),
  })
  if (!response.ok) {
    throw new Error(`The event was refused: ${response.headers.get('x-error') ?? response.status}`)
  }
}

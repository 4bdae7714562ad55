/** Makes the emulator fail in these ways, and no others. */
export async function setFaults(
  emulatorUrl: string,
  faults: readonly Record<string, unknown>[],
): Promise<void> {
  const response = await fetch(`${emulatorUrl}/_emulator/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ faults }),
  })
  if (!response.ok) throw new Error(`The emulator answered ${response.status}.`)
}

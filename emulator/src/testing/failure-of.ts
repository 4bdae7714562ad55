export type Failure = {
  name: string
  message: string
  status: number | undefined
  attempts: number | undefined
}

/** How a call failed, as a caller of the SDK sees it. Throws when it did not fail. */
export async function failureOf(call: Promise<unknown>): Promise<Failure> {
  try {
    await call
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const metadata: unknown = '$metadata' in error ? error.$metadata : undefined
    return {
      name: error.name,
      message: error.message,
      status: numberIn(metadata, 'httpStatusCode'),
      attempts: numberIn(metadata, 'attempts'),
    }
  }
  throw new Error('The call was expected to fail, but it succeeded.')
}

function numberIn(value: unknown, key: string): number | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const entry: unknown = Object.entries(value).find(([name]) => name === key)?.[1]
  return typeof entry === 'number' ? entry : undefined
}

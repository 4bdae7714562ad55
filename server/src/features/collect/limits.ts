/** What one request may hold. Bytes are counted after decompression. */
export const limits = {
  bodyBytes: 1_048_576,
  integrationBodyBytes: 3_670_016,
  /** Ten are documented; more is an extension. */
  bulkEvents: 500,
  /** All events of a bulk request, each with the keys that they share. */
  bulkCharacters: 16_777_216,
  membersPerEvent: 5_000,
  depth: 32,
  identityLength: 250,
  visitorIdLength: 2_048,
} as const

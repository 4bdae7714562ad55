/**
 * How an event says which run made it, where Outcrop did not store it itself: a signed text in a
 * member of the event, or in a header of the request.
 */
export const lineageNames = { member: 'tealium_lineage', header: 'outcrop-lineage' } as const

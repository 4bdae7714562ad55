/** What can be asked about between events: not the event, and not what it changes. */
export const heldScopes = ['visitor', 'visit'] as const

const others = new Set(['platform', 'event_name', '_dc_ttl_', 'kill_visitor_session'])

/** Keys that belong to the protocol: any event may have them, whatever its specification lists. */
export const isStandard = (key: string): boolean =>
  key.startsWith('tealium_') || key.startsWith('cp.') || others.has(key)

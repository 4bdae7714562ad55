/**
 * How long to wait before each test of what AWS refuses, in seconds: it is mended by people, and often
 * takes a while to be known everywhere in AWS.
 */
export const retestWaitsS = [60, 300, 900, 3600] as const

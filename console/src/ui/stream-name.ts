/** A stream as people know it: account/profile. */
export function streamName({ account, profile }: { account: string; profile: string }): string {
  return `${account}/${profile}`
}

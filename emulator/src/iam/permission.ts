/** One thing that IAM must allow before a call is performed. */
export type Permission = {
  action: string
  /** An ARN, or `*` for actions that know no resources. */
  resource: string
  /** Where the resource is, for `aws:RequestedRegion`; the call's region if absent. */
  region?: string
  /** More condition keys. */
  keys?: Readonly<Record<string, string>>
  /** What AWS says when it is refused, where that is not the usual sentence. */
  refusal?: string
}

/** Whether a member of a request is a fraction; all other numbers of Bedrock's requests are whole. */
export function isFraction(member: PropertyKey | undefined): boolean {
  return typeof member === 'string' && /^(temperature|topP|top_p)$/.test(member)
}

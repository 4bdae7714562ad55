/** The path and the name in the ARN of a role, as templates write them apart. */
export function roleName(arn: string): { readonly path: string; readonly name: string } {
  const [, path = '/', name = ''] = /:role(\/(?:.*\/)?)([^/]+)$/.exec(arn) ?? []
  return { path, name }
}

import { z } from 'zod'

/** What the ARN of an IAM role must be, part by part from its beginning. */
const parts: readonly (readonly [pattern: RegExp, must: string])[] = [
  [/^arn:/, 'begin with arn:'],
  [/^arn:aws(-[a-z0-9-]+)?:/, 'name a partition behind arn:, which is aws or begins with aws-'],
  [/^arn:[^:]*:iam:/, 'name the service iam'],
  [/^arn:[^:]*:iam::/, 'have nothing between the two colons behind iam: roles are in no region'],
  [/^arn:[^:]*:iam::\d{12}:/, 'have an account of twelve digits'],
  [/^arn:[^:]*:iam::\d{12}:role\//, 'go on with role/ behind the account: users and other things cannot be assumed'], // prettier-ignore
  [/^arn:[^:]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/, 'end with the path and name of the role, in letters, digits and + = , . @ / - _'], // prettier-ignore
]

/** The ARN of a role to assume; a mistake in it is told by its place. */
export const roleArn = z.string().superRefine((text, context) => {
  const broken = parts.find(([pattern]) => !pattern.test(text))
  if (!broken) return
  const message = `must ${broken[1]}, as the ARN of an IAM role does: arn:aws:iam::111122223333:role/OutcropBedrock`
  context.addIssue({ code: 'custom', message })
})

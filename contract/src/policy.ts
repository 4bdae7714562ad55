import { z } from 'zod'
import { id } from './id.ts'

/** The IAM policies that one provider needs, ready to be pasted. */
export const policies = z.object({
  provider: z
    .object({ id: id('provider'), name: z.string().describe('What people call the provider') })
    .describe('Whose policies they are'),
  documents: z
    .array(
      z.object({
        kind: z
          .enum(['permissions', 'trust', 'source'])
          .describe(
            '`permissions` of what calls, `trust` of a role that is assumed, `source` of who assumes it',
          ),
        title: z.string().describe('What it is for, and where it belongs'),
        document: z.record(z.string(), z.unknown()).describe('A policy in the JSON of IAM'),
      }),
    )
    .describe('The policies, each for its own place'),
  cloudformation: z.string().describe('The same as a CloudFormation template, in YAML'),
  terraform: z.string().describe('The same for Terraform, in HCL'),
  notes: z.array(z.string()).describe('What AWS would not tell, and what that means'),
})
export type Policies = z.infer<typeof policies>

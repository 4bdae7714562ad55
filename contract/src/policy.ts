import { z } from 'zod'
import { id } from './id.ts'

/** The IAM policies that one provider needs, ready to be pasted. */
export const policies = z.object({
  provider: z.object({ id: id('provider'), name: z.string() }),
  documents: z.array(
    z.object({
      kind: z.enum(['permissions', 'trust', 'source']),
      title: z.string().describe('What it is for, and where it belongs'),
      document: z.record(z.string(), z.unknown()).describe('A policy in the JSON of IAM'),
    }),
  ),
  cloudformation: z.string().describe('The same as a CloudFormation template, in YAML'),
  terraform: z.string().describe('The same for Terraform, in HCL'),
  notes: z.array(z.string()).describe('What AWS would not tell, and what that means'),
})
export type Policies = z.infer<typeof policies>

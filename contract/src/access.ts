import { z } from 'zod'
import { id } from './id.ts'
import { time } from './page.ts'

export const roles = ['owner', 'admin', 'builder', 'reviewer', 'viewer'] as const
export type Role = (typeof roles)[number]

/** Who is asking, and for which organization. */
export const me = z.object({
  organization: z
    .object({
      id: id('organization'),
      name: z.string().describe('What people call the organization'),
    })
    .describe('The organization that is asked'),
  role: z.enum(roles).describe('What the caller may do'),
  person: z
    .object({
      id: z.string().describe('Id of the person'),
      name: z.string().describe('How the person is called'),
      email: z.string().describe('What the person signs in with'),
      has_password: z.boolean().describe('Whether the person can sign in without a link'),
      needs_current_password: z.boolean().describe('Whether a new password needs the one before'),
    })
    .nullable()
    .describe('Who is signed in; null for an API key'),
  api_key: z
    .object({ id: id('apiKey'), name: z.string().describe('What people call the key') })
    .nullable()
    .describe('The key that asks; null for a person'),
})
export type Me = z.infer<typeof me>

export const newApiKey = z.object({
  name: z.string().trim().min(1).max(100).describe('What people call the key'),
  role: z.enum(roles).default('builder').describe('What the key may do'),
})

export const apiKey = z.object({
  id: id('apiKey'),
  name: z.string().describe('What people call the key'),
  role: z.enum(roles).describe('What the key may do'),
  prefix: z.string().describe('The first characters, to recognise it by'),
  created_at: time,
  last_used_at: time.nullable().describe('Null when it was never used'),
})
export type ApiKey = z.infer<typeof apiKey>

/** The only time the key itself is shown. */
export const createdApiKey = apiKey.extend({
  key: z.string().describe('The key itself: send it as `Authorization: Bearer`'),
})

export const credentialsChange = z.object({
  name: z.string().trim().min(1).max(100).optional().describe('How the person is called'),
  email: z.email().optional().describe('What the person signs in with'),
  password: z.string().min(12).max(200).describe('At least 12 characters').optional(),
  current_password: z
    .string()
    .max(200)
    .describe('Needed for a new password by whoever has one, except within an hour of signing in by a one-time link')
    .optional(), // prettier-ignore
})

export const auditEntry = z.object({
  id: id('auditEntry'),
  at: time,
  actor: z.string().describe('A person (e-mail) or an API key (name)'),
  action: z.string().describe('Such as provider.created'),
  subject: z.string().describe('The id of what was changed'),
  changes: z
    .record(z.string(), z.unknown())
    .describe('What was changed, and to what; secrets are left out'),
})
export type AuditEntry = z.infer<typeof auditEntry>

import { z } from 'zod'
import { id } from './id.ts'
import { time } from './page.ts'

export const roles = ['owner', 'admin', 'builder', 'reviewer', 'viewer'] as const
export type Role = (typeof roles)[number]

/** Who is asking, and for which organization. */
export const me = z.object({
  organization: z.object({ id: id('organization'), name: z.string() }),
  role: z.enum(roles),
  person: z
    .object({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      has_password: z.boolean(),
      needs_current_password: z.boolean().describe('Whether a new password needs the one before'),
    })
    .nullable(),
  api_key: z.object({ id: id('apiKey'), name: z.string() }).nullable(),
})
export type Me = z.infer<typeof me>

export const newApiKey = z.object({
  name: z.string().trim().min(1).max(100),
  role: z.enum(roles).default('builder'),
})

export const apiKey = z.object({
  id: id('apiKey'),
  name: z.string(),
  role: z.enum(roles),
  prefix: z.string().describe('The first characters, to recognise it by'),
  created_at: time,
  last_used_at: time.nullable(),
})
export type ApiKey = z.infer<typeof apiKey>

/** The only time the key itself is shown. */
export const createdApiKey = apiKey.extend({ key: z.string() })

export const credentialsChange = z.object({
  name: z.string().trim().min(1).max(100).optional(),
  email: z.email().optional(),
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
  changes: z.record(z.string(), z.unknown()),
})
export type AuditEntry = z.infer<typeof auditEntry>

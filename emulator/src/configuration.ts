import { z } from 'zod'
import { accountSchema } from './accounts/account-schema.ts'
import { quotaSchema } from './answers/quotas.ts'
import { scriptSchema } from './answers/scripts.ts'
import { modelSchema } from './catalogue/model-schema.ts'
import { defaultAccounts } from './default-accounts.ts'
import { faultSchema } from './faults/fault-schema.ts'
import { latencySchema } from './faults/latency.ts'

/** Everything that can be said about an emulator; all of it has a default. */
export const configurationSchema = z.strictObject({
  accounts: z
    .array(accountSchema)
    .min(1)
    .prefault([...defaultAccounts])
    .superRefine((accounts, context) => {
      const keys = accounts.flatMap((account) => account.accessKeys.map(({ id }) => id))
      const twice = keys.find((id, index) => keys.indexOf(id) !== index)
      if (twice !== undefined)
        context.addIssue({ code: 'custom', message: `The access key ${twice} is given twice.` })
    }),
  models: z
    .array(modelSchema)
    .default([])
    .describe('Joined to the built-in catalogue, or replacing an entry of it.'),
  faults: z.array(faultSchema).default([]),
  scripts: z.array(scriptSchema).default([]),
  latency: latencySchema.default(0).describe('Milliseconds that a model thinks.'),
  quotas: z.array(quotaSchema).default([]),
  forward: z
    .strictObject({
      url: z.url().describe('Base of an OpenAI-compatible API, such as http://127.0.0.1:11434/v1.'),
      model: z.string().min(1),
      apiKey: z.string().optional(),
    })
    .optional(),
  allowedHosts: z
    .array(z.string().min(1))
    .default([])
    .describe('Names by which it may be called, besides addresses and localhost; without a port.'),
  python: z.string().min(1).default('python3').describe('The program that runs inline code.'),
  flowTimeoutS: z
    .number()
    .positive()
    .max(300)
    .default(300)
    .describe("How long a flow may run, in seconds; AWS's own limit if absent."),
  seed: z.int().default(1).describe('Decides probabilities and latencies.'),
  keepCalls: z.int().min(0).default(2000).describe('How many recent calls the log keeps.'),
})

export type Configuration = z.infer<typeof configurationSchema>
export type ConfigurationInput = z.input<typeof configurationSchema>

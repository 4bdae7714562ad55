import { Ajv2020 } from 'ajv/dist/2020.js'
import { RE2JS } from 're2js'
import { z } from 'zod'

const formats: Readonly<Record<string, z.ZodType>> = {
  date: z.iso.date(),
  time: z.iso.time(),
  'date-time': z.iso.datetime({ offset: true }),
  duration: z.iso.duration(),
  email: z.email(),
  hostname: z.hostname(),
  uri: z.url(),
  uuid: z.guid(),
  ipv4: z.ipv4(),
  ipv6: z.ipv6(),
}

/**
 * What compiles JSON Schemas. Nothing is coerced or filled in, formats are enforced, and patterns
 * run in linear time: authors write them, models choose what they are matched against.
 */
export function createValidators(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    ownProperties: true,
    logger: false,
    code: { regExp: Object.assign(linear, { code: 'linear' }) },
  })
  for (const [name, format] of Object.entries(formats)) {
    ajv.addFormat(name, (text: string) => format.safeParse(text).success)
  }
  return ajv
}

function linear(pattern: string) {
  const compiled = RE2JS.compile(pattern)
  // Ajv tells patterns apart by what they are as text.
  return { test: (text: string) => compiled.matcher(text).find(), toString: () => pattern }
}

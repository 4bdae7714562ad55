import { config } from 'zod'

/** Must be imported before any schema: the content security policy forbids code made from text. */
config({ jitless: true })

import { z } from 'zod'
import { fitting } from '../fitting.ts'

/** How the operations of knowledge bases name a guardrail. */
export const guardrailConfiguration = z.looseObject({
  guardrailId: fitting(/^[a-z0-9]+$/).max(64),
  guardrailVersion: fitting(/^([1-9][0-9]{0,7}|DRAFT)$/),
})

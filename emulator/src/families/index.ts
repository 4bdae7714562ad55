import type { Model } from '../catalogue/model-schema.ts'
import { claude } from './claude.ts'
import type { TextFamily } from './family.ts'
import { llama } from './llama.ts'
import { nova } from './nova.ts'
import { openai } from './openai.ts'
import { titanText } from './titan-text.ts'

/** The families that answer in text. Embedding models have a way of their own. */
export const textFamilies: Record<Exclude<Model['family'], 'titan-embed'>, TextFamily> = {
  claude,
  nova,
  'titan-text': titanText,
  llama,
  openai,
}

import { matchesText } from '../faults/text-pattern.ts'
import type { Bot } from './bot-schema.ts'

/** The intent that every Lex bot has for what it does not understand. */
const fallback = 'FallbackIntent'

/** Which intent a text has. */
export function predictIntent({ intents }: Bot, text: string): string {
  const fits = (utterance: string): boolean =>
    utterance.startsWith('/')
      ? matchesText(text, utterance)
      : text.toLowerCase().includes(utterance.toLowerCase())
  return intents.find(({ utterances }) => utterances.some(fits))?.name ?? fallback
}

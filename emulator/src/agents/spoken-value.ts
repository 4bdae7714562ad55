import { words } from '../model/words.ts'

/** What follows the name of a thing before its value: `order number #1042`, `order is 1042`. */
const between = String.raw`(?:\s+(?:number|no\.?|id|code|is|was|of|with))*\s*[:#=]*\s*#?`

/** The value that a text gives for a parameter: `order_id` finds 1042 in `where is order #1042?`. */
export function spokenValue(name: string, text: string): string | undefined {
  const named = words(name)
  if (named.includes('email')) return /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/.exec(text)?.[0]
  const things = named.filter((word) => !/^(?:id|number|no|code|key)$/.test(word))
  const thing = (things.length === 0 ? named : things).join(String.raw`[\s_-]*`)
  const [, value] =
    new RegExp(String.raw`\b${thing}${between}\b([a-z]*[-_]?\d[\w-]*)`, 'i').exec(text) ?? []
  return value ?? statedValue(thing, text)
}

/** `reason: too small`, up to the end of the sentence. */
function statedValue(thing: string, text: string): string | undefined {
  return new RegExp(String.raw`\b${thing}\s*(?:is|:|=)\s*["“]?([^.,;\n"”?]{1,200})`, 'i')
    .exec(text)?.[1]
    ?.trim()
}

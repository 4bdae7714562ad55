import { InvalidArgumentError } from 'commander'

/** An option that takes the address of a server, without a slash at its end. */
export function serverUrl(text: string): string {
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return text.replace(/\/+$/, '')
  throw new InvalidArgumentError('It must begin with http:// or https://, such as http://localhost:4700.') // prettier-ignore
}

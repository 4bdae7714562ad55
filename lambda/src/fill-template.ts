import { readFileSync } from 'node:fs'

const template = new URL('../template.json', import.meta.url)

/** The CloudFormation template with the code in it, so that one file is all there is to deploy. */
export function fillTemplate(code: string): string {
  const text = readFileSync(template, 'utf8')
  const filled = text.replace('"ZipFile": ""', () => `"ZipFile": ${JSON.stringify(code)}`)
  if (filled === text) throw new Error('template.json has no empty ZipFile to fill.')
  return filled
}

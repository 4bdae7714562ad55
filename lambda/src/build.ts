import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundle.ts'
import { fillTemplate } from './fill-template.ts'

const dist = new URL('../dist/', import.meta.url)
const code = await bundle()

mkdirSync(dist, { recursive: true })
writeFileSync(new URL('index.js', dist), code)
writeFileSync(new URL('template.json', dist), fillTemplate(code))
console.log(`Wrote index.js and template.json to ${fileURLToPath(dist)}`)

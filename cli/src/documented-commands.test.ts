import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { runCli } from './testing/run-cli.ts'

const root = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const guide = readdirSync(new URL('docs/guide/', root)).map((name) => `docs/guide/${name}`)
const pages = ['README.md', ...guide].map(read)

interface Help {
  readonly commands: readonly string[]
  readonly options: readonly string[]
}

const known = new Map<string, Promise<Help>>()

/** What the help of a command names: its commands, and its options with those of the commands above. */
function helpOf(words: readonly string[]): Promise<Help> {
  const name = words.join(' ')
  const help = known.get(name) ?? readHelp(words)
  known.set(name, help)
  return help
}

async function readHelp(words: readonly string[]): Promise<Help> {
  const { stdout } = await runCli([...words, '--help'])
  const sections = stdout.split(/^(?=[A-Z].*:$)/m)
  const isOptions = (section: string) => /^(Arguments|.*[Oo]ptions.*):$/m.test(section.slice(0, section.indexOf('\n'))) // prettier-ignore
  const commands = sections
    .slice(1)
    .filter((one) => !isOptions(one))
    .join('')
  const above = words.length === 0 ? [] : (await helpOf(words.slice(0, -1))).options
  return {
    commands: [...commands.matchAll(/^ {2}([a-z][a-z-]*)/gm)].map(([, word = '']) => word),
    options: [...above, ...(stdout.match(/--[a-z][a-z-]+/g) ?? [])],
  }
}

/** The command lines that a page shows, in blocks and in the middle of a sentence. */
function linesOf(page: string): string[] {
  const inBlocks = [...page.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block = '']) =>
    block.replaceAll('\\\n', ' ').split('\n'),
  )
  const inText = [...page.matchAll(/`((?:npx )?outcrop [^`]*)`/g)].map(([, line = '']) => line)
  return [...inBlocks, ...inText].flatMap((line) => /\boutcrop ([a-z-].*)/.exec(line)?.[1] ?? [])
}

/** What a command line says that the help does not know. */
async function unknownIn(line: string): Promise<string[]> {
  const words =
    line
      .split(/\s+[#|>]\s|,/, 1)[0]
      ?.trim()
      .split(/\s+/) ?? []
  const command: string[] = []
  for (const word of words) {
    if (!(await helpOf(command)).commands.includes(word)) break
    command.push(word)
  }
  if (command.length === 0 && !words[0]?.startsWith('--')) return [line]
  const { options } = await helpOf(command)
  const asked = words.flatMap((word) => /^--[a-z][a-z-]*/.exec(word)?.[0] ?? [])
  return asked.filter((option) => !options.includes(option)).map((option) => `${line}: ${option}`)
}

test('every command line that a page shows is one, with options that it has', async () => {
  const lines = pages.flatMap(linesOf)
  expect(lines.length).toBeGreaterThan(60)
  expect((await Promise.all(lines.map(unknownIn))).flat()).toEqual([])
})

test('every command is on the page of the command line', async () => {
  const { commands } = await helpOf([])
  expect(commands).toContain('send')
  const headings =
    read('docs/guide/cli.md')
      .match(/^## .*outcrop .*$/gm)
      ?.join(' ') ?? ''
  const missing = commands.filter((name) => !new RegExp(`\\b${name}(?![\\w-])`).test(headings))
  expect(missing).toEqual(['help'])
})

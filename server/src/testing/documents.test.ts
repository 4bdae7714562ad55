import { defaultAccounts } from '@outcrop/emulator'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const folders = ['docs', 'examples', 'fixtures', 'bench', 'emulator']
const pages = [...filesIn('.', '.md', false), ...folders.flatMap((name) => filesIn(name, '.md'))]
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** The files of a folder with this ending, as paths from the root of the repository. */
function filesIn(folder: string, ending: string, recursive = true): string[] {
  return readdirSync(join(root, folder), { recursive, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !name.includes('node_modules'))
    .map((name) => join(folder, name))
}

const workspaces = ['contract', 'server', 'console', 'cli', 'emulator', 'lambda']
const sources = [...workspaces.map((name) => `${name}/src`), 'server/migrations', 'scripts', 'tests', ...folders]
  .flatMap((name) => filesIn(name, ''))
  .concat(pages) // prettier-ignore

/** A page without its blocks of code, whose brackets and number signs mean something else. */
const proseOf = (path: string): string => read(path).replace(/^```.*?^```/gms, '')

/** The anchors of a page, as GitHub makes them of headings. */
function anchorsOf(path: string): string[] {
  return [...proseOf(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  )
}

function isDead(page: string, target: string): boolean {
  const [path = '', anchor] = target.split('#')
  const file = path === '' ? page : join(dirname(page), path)
  if (!existsSync(join(root, file))) return true
  return anchor !== undefined && !anchorsOf(file).includes(anchor)
}

/** Where the links of a page lead inside of the repository. */
function linksOf(page: string): string[] {
  const links = [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
  return links.filter((target) => !/^[a-z]+:/.test(target))
}

test('every link leads to a page, and every anchor to a heading', () => {
  const links = pages.flatMap((page) => linksOf(page).map((target) => ({ page, target })))
  expect(links.length).toBeGreaterThan(100)
  expect(links.filter(({ page, target }) => isDead(page, target))).toEqual([])
})

test.each(['docs/guide', 'docs/decisions'])('the index of %s lists all of its pages, once', (folder) => {
  const listed = linksOf(`${folder}/README.md`).filter((target) => !target.includes('/'))
  const there = filesIn(folder, '.md').map((path) => basename(path))
  expect(listed.toSorted()).toEqual(there.filter((name) => name !== 'README.md').toSorted())
}) // prettier-ignore

test('every variable of the environment is in the guide, and every one in the guide exists', () => {
  const commands = filesIn('cli/src', '.ts').map(read).join('\n')
  const server = [...read('server/src/config.ts').matchAll(/^ {2}(OUTCROP_[A-Z_]+): /gm)]
  const client = [...commands.matchAll(/\.env\('(OUTCROP_[A-Z_]+)'\)/g)]
  const known = new Set([...server, ...client].map(([, name]) => name))
  const told = new Set(pages.flatMap((page) => read(page).match(/\bOUTCROP_[A-Z_]*[A-Z]\b/g) ?? []))
  expect(known.size).toBeGreaterThan(20)
  expect([...told].toSorted()).toEqual([...known].toSorted())
})

test('every script that a page tells to run is in package.json', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'))
  const told = pages.flatMap((page) =>
    [...read(page).matchAll(/npm run ([a-z:-]+)\b(?! -w)/g)].map(([, name = '']) => name),
  )
  expect(told.length).toBeGreaterThan(5)
  expect(told.filter((name) => !(name in scripts))).toEqual([])
})

test.each(['ARCHITECTURE.md', 'emulator/README.md'])('every file and folder that %s names exists', (page) => {
  const named = [...proseOf(page).matchAll(/`([\w./-]+(?:\.tsx?|\.mjs|\/))`/g)].map(([, name = '']) => name)
  expect(named.length).toBeGreaterThan(10)
  const there = sources.map((path) => `/${path}`)
  const exists = (name: string) =>
    there.some((path) => (name.endsWith('/') ? path.includes(`/${name}`) : path.endsWith(`/${name}`)))
  expect(named.filter((name) => !exists(name))).toEqual([])
}) // prettier-ignore

test('every room, button and field that the guide names is in the console', () => {
  const places = ['console/src', 'contract/src', 'server/src/actions', 'server/src/features', 'examples']
  const shown = places
    .flatMap((name) => filesIn(name, ''))
    .filter((path) => /\.(tsx?|json)$/.test(path) && !path.includes('.test.'))
    .map(read)
    .join(' ')
    .toLowerCase()
    .replace(/\s+/g, ' ')
  const named = pages
    .filter((page) => page.startsWith('docs/guide/') || page === 'README.md')
    .flatMap((page) => [...proseOf(page).matchAll(/(?<![\w_*])_([A-Z][^_\n]+)_(?!\w)/g)])
    .flatMap(([, name = '']) => name.split(' → '))
  expect(named.length).toBeGreaterThan(50)
  const missing = named.filter((name) => !shown.includes(name.toLowerCase().replace(/[.,:]$/, '')))
  // Badges of others, of which the guide says that they are left out.
  expect(missing).toEqual(['Frequent visitor', 'Unbadged'])
}) // prettier-ignore

test('what the guide says is in the demo accounts of the emulator is there', () => {
  const guide = filesIn('docs/guide', '.md').map(read).join('\n')
  const named = guide.matchAll(/AKIAEMULATOR\d+|emulator-\w+-key-do-not-use-elsewhere|emulator0grd|outcrop-demo|\b(?:CONV|SHOP)[A-Z]*\d{1,2}\b|OutcropBedrock/g) // prettier-ignore
  const names = [...new Set([...named].map(([name]) => name))]
  expect(names.length).toBeGreaterThan(12)
  const there = JSON.stringify(defaultAccounts)
  expect(names.filter((name) => !there.includes(name))).toEqual([])
})

// Makes a fresh clone runnable: installs what package-lock.json names when node_modules is missing
// and, with --console and --server, builds them when their build is missing or older than its sources.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const run = (...words) => execFileSync(words[0], words.slice(1), { cwd: root, stdio: 'inherit' })

const newest = (path) =>
  statSync(path).isDirectory()
    ? Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
    : statSync(path).mtimeMs

const stamp = join(root, 'node_modules/.package-lock.json')
const lock = join(root, 'package-lock.json')
if (!existsSync(stamp) || statSync(stamp).mtimeMs < statSync(lock).mtimeMs) {
  console.log('Installing packages …')
  run('npm', 'ci', '--no-audit', '--no-fund')
}

const buildWhenStale = (name, built, sources, script) => {
  const isStale = () =>
    statSync(built).mtimeMs < Math.max(...sources.map((path) => newest(join(root, path))))
  if (!process.argv.includes(`--${name}`) || (existsSync(built) && !isStale())) return
  console.log(`Building the ${name} …`)
  run(...script)
}

buildWhenStale(
  'console',
  join(root, 'console/dist/index.html'),
  ['console/src', 'console/index.html', 'contract/src'],
  ['npm', 'run', 'build', '-w', 'console', '--silent', '--', '--logLevel', 'warn'],
)
buildWhenStale(
  'server',
  join(root, 'server/dist/main/start.js'),
  ['server/src', 'contract/src', 'emulator/src', 'scripts/build-server.mjs'],
  ['node', 'scripts/build-server.mjs'],
)

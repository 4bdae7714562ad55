// Makes a fresh clone runnable: installs what package-lock.json names when node_modules is missing
// and, with --console, builds the console when its build is missing or older than its sources.
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

const built = join(root, 'console/dist/index.html')
const sources = ['console/src', 'console/index.html', 'contract/src'].map((path) =>
  join(root, path),
)
const stale = () => !existsSync(built) || statSync(built).mtimeMs < Math.max(...sources.map(newest))
if (process.argv.includes('--console') && stale()) {
  console.log('Building the console …')
  run('npm', 'run', 'build', '-w', 'console', '--silent')
}

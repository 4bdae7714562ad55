// The server, restarted whenever its code changes, and the console with hot reload on port 5173.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const cwd = fileURLToPath(new URL('..', import.meta.url))
const children = [
  spawn('node', ['--import', 'tsx', '--watch-path=server/src', '--watch-path=contract/src', '--watch-path=emulator/src', '--watch-preserve-output', 'server/src/main/start.ts'], { cwd, stdio: 'inherit' }), // prettier-ignore
  spawn('npm', ['run', 'dev', '-w', 'console', '--silent'], { cwd, stdio: 'inherit' }),
]
for (const child of children) child.on('exit', () => children.forEach((one) => one.kill()))
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => children.forEach((one) => one.kill(signal)))

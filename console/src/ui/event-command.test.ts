import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { eventCommand } from './event-command.ts'

it('survives the shell, whatever the payload says', () => {
  const payload = { tealium_event: `it's $HOME "quoted" \\ back; echo no` }
  const command = eventCommand('http://localhost:4700', payload)
  // The shell itself tells which words it makes of the command.
  const printed = execFileSync('/bin/sh', ['-c', command.replace(/^curl/, `printf '%s\\n'`)])
  const lines = printed.toString().trimEnd().split('\n')
  expect(lines.slice(0, 4)).toEqual([
    '-i',
    'http://localhost:4700/event',
    '-H',
    'content-type: application/json',
  ])
  expect(JSON.parse(lines.at(-1) ?? '')).toEqual(payload)
})

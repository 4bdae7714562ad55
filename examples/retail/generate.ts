// Writes events.jsonl beside itself: the same file every time, whatever the day or the machine.
import { writeFileSync } from 'node:fs'
import { eventLines } from './event-lines.ts'

writeFileSync(new URL('events.jsonl', import.meta.url), eventLines(5000))

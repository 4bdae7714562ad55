import { gateway } from './benches/gateway.ts'
import { inFlight } from './benches/in-flight.ts'
import { intake, intakeBulk } from './benches/intake.ts'
import { limits } from './benches/limits.ts'
import { loops } from './benches/loops.ts'
import { start } from './benches/start.ts'
import { stream } from './benches/stream.ts'
import { visitors } from './benches/visitors.ts'
import { wireLatency } from './benches/wire-latency.ts'
import type { Bench } from './report/bench.ts'
import { inWords, judge } from './report/judge.ts'
import { writeResult } from './report/results-file.ts'

const benches: readonly Bench[] = [
  intake,
  intakeBulk,
  stream,
  visitors,
  loops,
  wireLatency,
  limits,
  inFlight,
  gateway,
  start,
]

const [name] = process.argv.slice(2)
const chosen = benches.filter((bench) => name === 'all' || bench.name === name)
if (chosen.length === 0) {
  const list = benches.map((bench) => `  ${bench.name.padEnd(14)}${bench.figure}`)
  if (name !== undefined) console.error(`There is no benchmark "${name}".`)
  console.log(['npm run bench -- NAME, where NAME is "all" or one of these:', ...list].join('\n'))
  process.exitCode = name === undefined ? 0 : 1
}
for (const bench of chosen) {
  const outcome = await bench.run()
  await writeResult(bench, outcome, new Date())
  console.log(inWords(bench, outcome).join('\n'))
  console.log(JSON.stringify(judge(bench.name, outcome)))
}

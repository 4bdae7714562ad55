import { chaos } from './chaos/chaos.ts'
import { checksOf, type Check } from './chaos/checks.ts'

const events = Number(process.env['OUTCROP_CHAOS_EVENTS'] ?? 5000)
if (!Number.isInteger(events) || events < 100) {
  console.error('OUTCROP_CHAOS_EVENTS must be a whole number, 100 or more.')
  process.exit(1)
}

const startedAt = Date.now()
const aftermath = await chaos(events, (text) =>
  console.log(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${text}`),
)
const checks = checksOf(aftermath)
console.log(table(checks))
const failed = checks.filter(({ passed }) => !passed).length
console.log(`chaos: ${checks.length - failed} checks passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function table(rows: readonly Check[]): string {
  const width = Math.max(...rows.map(({ claim }) => claim.length))
  const lines = rows.map(
    ({ claim, found, passed }) =>
      `  ${passed ? 'ok    ' : 'FAILED'}  ${claim.padEnd(width)}  ${found}`,
  )
  return ['', ...lines, ''].join('\n')
}

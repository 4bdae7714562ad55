import type { Reporter, TestModule } from 'vitest/node'

/** Prints `N passed, N failed` as the very last line, a form that any CI can read. */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1
      if (module.state() === 'failed' && module.errors().length > 0) count.failed += 1
    }
    const line = `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`
    process.on('exit', () => {
      process.stdout.write(`\n${line}\n`)
    })
  }
}

import type { Reporter, TestModule } from 'vitest/node'

/** The last line of a test run, for people and scripts: `12 passed, 0 failed`. What could not be loaded counts as failed. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap(module => [...module.children.allTests()])
    const passed = tests.filter(test => test.result().state === 'passed').length
    const failed = tests.filter(test => test.result().state === 'failed').length
    const unloaded = modules.filter(module => module.state() === 'failed' && module.errors().length > 0).length
    process.once('exit', () => console.log(`${passed} passed, ${failed + unloaded + errors.length} failed`))
  }
}

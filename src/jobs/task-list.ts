import { Logger, type TaskList } from 'graphile-worker'
import { withoutPersonalData } from '../log.ts'
import type { JobService, Task } from './job.ts'

/** The tasks as the worker runs them: a failure is logged and kept without what it was about. */
export function taskList(service: JobService, tasks: Readonly<Record<string, Task>>): TaskList {
  const list: TaskList = {}
  for (const [name, task] of Object.entries(tasks)) {
    list[name] = async (payload, { job }) => {
      try {
        await task((payload ?? {}) as Record<string, unknown>, service)
      } catch (error) {
        const failure = withoutPersonalData(error)
        service.log.warn({ task: name, job: job.id, attempt: job.attempts, ...failure }, 'a job failed')
        const [at = ''] = failure.stack?.split('\n') ?? []
        throw new Error(`${failure.kind} ${failure.code ?? ''} ${at}`.trim())
      }
    }
  }
  return list
}

/** The worker's own words, without those about single jobs: these come from `taskList`. */
export function quietLogger(log: JobService['log']): Logger {
  return new Logger(() => (level, message, meta) => {
    if (meta && ('job' in meta || 'error' in meta)) return
    if (level === 'error') log.error(message)
    else if (level === 'warning') log.warn(message)
    else log.debug(message)
  })
}

import type pg from 'pg'
import { Gauge, type Registry } from 'prom-client'

interface Waiting {
  readonly due: number
  readonly later: number
  readonly running: number
  readonly failing: number
  readonly given_up: number
  readonly oldest_due_seconds: number
  readonly messages: number
  readonly oldest_message_seconds: number
  readonly failing_messages: number
  readonly unsealed: number
  readonly sessions: number
}

/** Counts only, over all authorities, so as the owner; what a retry or a later hour will do is told apart from what is late. */
const counted = `
  with job as (
    select run_at, attempts, locked_at is not null as running, attempts >= max_attempts as given_up
      from graphile_worker._private_jobs),
  message as (select made_at, failures from public.outbox where sent_at is null)
  select count(*) filter (where not running and not given_up and run_at <= now())::int as due,
         count(*) filter (where not running and not given_up and run_at > now())::int as later,
         count(*) filter (where running)::int as running,
         count(*) filter (where attempts > 0 and not running and not given_up)::int as failing,
         count(*) filter (where given_up and not running)::int as given_up,
         coalesce(extract(epoch from now() - min(run_at) filter (where not running and not given_up and run_at <= now())), 0)::float8
           as oldest_due_seconds,
         (select count(*)::int from message) as messages,
         (select coalesce(extract(epoch from now() - min(made_at)), 0)::float8 from message) as oldest_message_seconds,
         (select count(*)::int from message where failures > 0) as failing_messages,
         (select greatest(coalesce(max(n), 0) - coalesce((select max(last) from app.seal), 0), 0)::int from public.audit_event)
           as unsealed,
         (select count(*)::int from app.session where closed_at is null
            and seen_at > now() - interval '30 minutes' and opened_at > now() - interval '12 hours') as sessions
    from job`

const steady = 5000

/** What waits, for `/metrics`: asked of the database at most once in five seconds, however often the figures are read. */
export function countWaiting(figures: Registry, owner: pg.Pool): void {
  let asked = 0
  let answer: Promise<Waiting | null> = Promise.resolve(null)
  const waiting = (): Promise<Waiting | null> => {
    if (Date.now() - asked > steady) {
      asked = Date.now()
      answer = owner.query<Waiting>(counted).then(
        ({ rows: [row] }) => row ?? null,
        () => null
      )
    }
    return answer
  }
  /** A database that does not answer leaves no old number standing. */
  const gauge = (name: string, help: string, value: (now: Waiting) => number) =>
    new Gauge({
      name,
      help,
      registers: [figures],
      async collect() {
        const now = await waiting()
        if (now) this.set(value(now))
        else this.set(Number.NaN)
      }
    })
  new Gauge({
    name: 'openpep_jobs',
    help: 'Jobs: due, later, running, failing (will be tried again), given-up (will not)',
    labelNames: ['state'] as const,
    registers: [figures],
    async collect() {
      const now = await waiting()
      this.reset()
      if (!now) return
      const { due, later, running, failing, given_up } = now
      const states = { due, later, running, failing, 'given-up': given_up }
      for (const [state, count] of Object.entries(states)) this.set({ state }, count)
    }
  })
  gauge(
    'openpep_oldest_due_job_seconds',
    'How long the oldest job that is due has waited',
    now => now.oldest_due_seconds
  )
  gauge(
    'openpep_messages_waiting',
    'Messages not yet sent, those held until the morning among them',
    now => now.messages
  )
  gauge('openpep_messages_failing', 'Messages not yet sent of which an attempt failed', now => now.failing_messages)
  gauge(
    'openpep_oldest_message_seconds',
    'How long the oldest unsent message has waited',
    now => now.oldest_message_seconds
  )
  gauge('openpep_audit_unsealed', 'About how many of the newest audit rows no seal covers yet', now => now.unsealed)
  gauge('openpep_sessions', 'Sessions that are open', now => now.sessions)
}

import type pg from 'pg'
import { formFor } from '../../../forms/load.ts'
import type { Circumstance, Phase } from '../../../guidance/words.ts'

/**
 * The people of a simulated year: some arrange early, some late, some never; they write down what they did on the day they did
 * it, as facts and not by the service's pages. The same seed is the same year.
 */

interface OpenPlan {
  readonly pep: string
  readonly child: string
  readonly authority: number
  readonly phase: string
  readonly circumstances: string[]
  readonly version: string
  readonly worker: string
  readonly first: boolean
  readonly opened: string
  readonly starts: string
  readonly half: string
}
interface Deed {
  readonly on: string
  readonly sql: string
  readonly values: unknown[]
}

const plus = (iso: string, days: number) => Temporal.PlainDate.from(iso).add({ days }).toString()
const later = (a: string, b: string) => (a > b ? a : b)

/** The same number for the same words, between 0 and 1. */
export function chance(words: string): number {
  let hash = 2_166_136_261
  for (const letter of words) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619)
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_519)
  hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_917)
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296
}

export class People {
  readonly #owner: pg.ClientBase
  readonly #seed: string
  readonly #known = new Set<string>()
  readonly #deeds: Deed[] = []

  constructor(owner: pg.ClientBase, seed: string) {
    this.#owner = owner
    this.#seed = seed
  }

  /** After a day's jobs: plans that were opened are planned for, and what falls on this day is done. */
  async live(today: string): Promise<void> {
    for (const plan of await this.#newPlans(today)) this.#deeds.push(...this.#storyOf(plan, today))
    for (const deed of this.#deeds.filter(({ on }) => on === today)) await this.#owner.query(deed.sql, deed.values)
  }

  /** A child comes into care on a day, at a setting and with people who are there already. */
  async comesIntoCare(number: number, on: string): Promise<void> {
    const born = `${2010 + (number % 8)}-0${1 + (number % 9)}-1${number % 10}`
    await this.#owner.query(
      `with like_whom as materialized (select c.id, c.authority_id, e.setting_id from child c join enrolment e on e.child_id = c.id order by c.id offset $1 limit 1),
         born as (insert into child (id, authority_id, first_name, last_name, date_of_birth, search)
           select md5('new comer ' || $1)::uuid, authority_id, 'New', 'Comer', $2, 'new comer' from like_whom returning id, authority_id),
         recorded as (insert into child_record (child_id, authority_id, care_system_id) select id, authority_id, 'N' || $1 from born),
         cared as (insert into care_period (id, authority_id, child_id, starts, legal_status) select gen_random_uuid(), authority_id, id, $3, 'C2' from born),
         taught as (insert into enrolment (id, authority_id, child_id, setting_id, starts)
           select gen_random_uuid(), b.authority_id, b.id, l.setting_id, '2020-09-01' from born b, like_whom l)
       insert into allocation (id, authority_id, child_id, person_id, role, starts)
         select gen_random_uuid(), b.authority_id, b.id, a.person_id, a.role, '2020-09-01' from born b, like_whom l
           join allocation a on a.child_id = l.id and a.role in ('social-worker', 'adviser')`,
      [number, born, on]
    )
  }

  async #newPlans(today: string): Promise<OpenPlan[]> {
    const { rows } = await this.#owner.query<OpenPlan>(
      `select p.id as pep, p.child_id as child, p.authority_id as authority, p.phase, p.circumstances, p.form_version as version,
              p.opened_on::text as opened, 'first-pep' = any(p.circumstances) as first, t.starts::text, t.half_term_starts::text as half,
              (select w.person_id from allocation w where w.child_id = p.child_id and w.role = 'social-worker') as worker
         from pep p join calendar_term t on t.authority_id = p.authority_id and t.year = p.year and t.term = p.term
        where p.opened_on = $1 and not p.id = any($2::uuid[])`,
      [today, [...this.#known]]
    )
    for (const { pep } of rows) this.#known.add(pep)
    return rows
  }

  /** One plan's year, decided when it is opened; a small share of each step is never done. */
  #storyOf(plan: OpenPlan, today: string): Deed[] {
    const roll = (what: string) => chance(`${this.#seed} ${plan.child} ${plan.opened} ${what}`)
    const between = (what: string, least: number, most: number) => least + Math.floor(roll(what) * (most - least + 1))
    const of = [plan.pep, plan.authority, plan.child, plan.worker]
    const deeds: Deed[] = []
    const doing = (on: string, sql: string, values: unknown[] = []) =>
      deeds.push({ on, sql, values: [...of, ...values] })

    if (roll('arranged at all') < 0.04) return []
    const begins = plan.first ? today : later(today, plan.starts)
    const arranged = plus(begins, plan.first ? between('arranged', 0, 9) : between('arranged', 0, 20))
    const meeting = plan.first
      ? plus(arranged, between('meeting', 4, 14))
      : plus(later(arranged, plan.half), between('meeting', -25, 12))
    const on = later(meeting, plus(arranged, 2))
    doing(
      arranged,
      `with met as (insert into meeting (pep_id, authority_id, child_id, arranged_by, arranged_on, on_date) values ($1, $2, $3, $4, $5, $6))
       update pep set state = 'in-progress' where id = $1`,
      [arranged, on]
    )
    for (const party of ['child', 'carer', 'parent']) {
      if (roll(party) > 0.9) continue
      const heard = later(plus(on, -between(`${party} when`, 0, 12)), arranged)
      doing(
        heard,
        `insert into views (pep_id, authority_id, child_id, recorded_by, party, how, recorded_on) values ($1, $2, $3, $4, $5, 'in-person', $6)`,
        [party, heard]
      )
    }
    if (roll('section') < 0.92) {
      const written = later(plus(on, -between('section when', 0, 9)), arranged)
      doing(
        written,
        `insert into section_state (pep_id, authority_id, child_id, complete_by, complete_on, section) select $1, $2, $3, $4, $5, unnest($6::text[])`,
        [written, workerSections(plan)]
      )
    }
    if (roll('held') < 0.06) return deeds
    doing(
      on,
      'update meeting set held_on = $5, held_recorded_by = $4 where pep_id = $1 and authority_id = $2 and child_id = $3',
      [on]
    )
    if (roll('submitted') < 0.05) return deeds
    const submitted = plus(on, between('submitted', 0, 18))
    doing(
      submitted,
      "update pep set state = 'submitted', submitted_on = $5, submitted_by = $4 where id = $1 and authority_id = $2 and child_id = $3",
      [submitted]
    )
    if (roll('checked') < 0.9) {
      const checked = plus(submitted, between('checked', 0, 12))
      doing(
        checked,
        "insert into pep_check (id, pep_id, authority_id, child_id, checked_by, outcome, checked_on) values (gen_random_uuid(), $1, $2, $3, $4, 'confirmed', $5)",
        [checked]
      )
    }
    if (roll('rated') < 0.06) return deeds
    const rated = plus(submitted, between('rated', 1, 20))
    doing(
      rated,
      `insert into quality_review (id, pep_id, authority_id, child_id, rated_by, ratings, overall, outcome, rated_on)
        values (gen_random_uuid(), $1, $2, $3, $4, '{}', 'green', 'signed-off', $5)`,
      [rated]
    )
    doing(
      rated,
      "update pep set state = 'signed-off', signed_off_on = $5, signed_off_at = $5::date, signed_off_by = $4 where id = $1 and authority_id = $2 and child_id = $3",
      [rated]
    )
    if (roll('filed') < 0.9) {
      const filed = plus(rated, between('filed', 0, 12))
      doing(
        filed,
        `insert into delivery (id, pep_id, authority_id, child_id, filed_by, channel, state, document_name, filed_on)
          values (gen_random_uuid(), $1, $2, $3, $4, 'folder', 'filed', 'plan', $5)`,
        [filed]
      )
    }
    return deeds
  }
}

/** The social worker's own sections of the form that this plan is written in. */
const workerSections = ({ phase, circumstances, version }: OpenPlan): string[] =>
  formFor({ phase: phase as Phase, circumstances: circumstances as Circumstance[], version })
    .sections.filter(({ owner }) => owner === 'social-worker')
    .map(({ id }) => id)

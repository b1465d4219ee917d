import { sql } from 'kysely'
import { record } from '../audit/audit.ts'
import { contextOf } from '../authorities/authority.ts'
import { asService } from '../db/as-service.ts'
import { openDatabase } from '../db/database.ts'
import { newId } from '../db/id.ts'
import { asPerson, type Tx } from '../db/transaction.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { searchable } from '../guidance/searchable.ts'
import { projectClocks } from '../peps/clocks.ts'
import { prefill } from '../peps/prefill.ts'
import { demoAuthorities, demoTeams } from './authorities.ts'
import { demoChildren } from './children.ts'
import { Days } from './days.ts'
import { addExtras, type OpenPlan } from './extras.ts'
import { addFacts, type Named } from './facts.ts'
import { demoPeople, demoStandIn } from './people.ts'
import { addPlan } from './plan.ts'
import { Rows } from './rows.ts'
import { demoSettings } from './settings.ts'
import { storyOf } from './story.ts'
import type { Written } from './targets.ts'

const loadLock = 7_370_112

/** Loads the demonstration where the database holds none yet, in one transaction. False: it was there. */
export async function loadDemonstration(ownerUrl: string, today: PlainDate): Promise<boolean> {
  const database = openDatabase(ownerUrl, { max: 1, name: 'openpep demonstration' })
  try {
    return await asPerson(database, { person: null, today }, async tx => {
      await sql`select pg_advisory_xact_lock(${loadLock})`.execute(tx)
      if (await isLoaded(tx)) return false
      const rows = new Rows()
      const days = new Days(today)
      const named = addPlacesAndPeople(rows, days)
      const plans = addChildren(rows, days, named)
      await rows.insert(tx)
      await openAsEver(tx, plans, today)
      await projectClocks(
        tx,
        plans.map(({ id }) => id),
        today
      )
      await enqueueCopies(tx)
      await enqueuePacks(tx)
      await record(tx, { person: null, action: 'load demonstration' })
      return true
    })
  } finally {
    await database.close()
  }
}

/** Plans that are being written begin as any others do: with what is on record, and with what last term's said. */
async function openAsEver(tx: Tx, plans: readonly Written[], today: PlainDate): Promise<void> {
  const open = plans.filter(({ state }) => state === 'planned' || state === 'in-progress')
  for (const [authority, of] of Map.groupBy(open, plan => plan.authority)) {
    const context = await contextOf(tx, authority, today)
    const ids = of.map(({ id }) => id)
    await asService(tx, authority, service => prefill(tx, ids, service, context))
  }
}

/** The copies of the plans that were signed off last, by the job that makes them for every plan: those that people look for. */
async function enqueueCopies(tx: Tx): Promise<void> {
  await sql`select app.enqueue('issue-copies', json_build_object('pep', p.id, 'authority', p.authority_id), 'issue-copies ' || p.id)
    from (select id, authority_id from pep where state = 'signed-off' order by signed_off_on desc, id limit 12) p`.execute(
    tx
  )
}

/** What goes with those who move, by the job that makes it for every move. */
async function enqueuePacks(tx: Tx): Promise<void> {
  await sql`select app.enqueue('make transfer pack', json_build_object('pack', k.id, 'authority', k.authority_id), 'transfer pack ' || k.id)
    from transfer_pack k where k.made_at is null`.execute(tx)
}

/** Everybody's facts and plans. */
function addChildren(rows: Rows, days: Days, named: Named): Written[] {
  const plans: Written[] = []
  const latest = new Map<string, OpenPlan>()
  for (const [place, child] of demoChildren.entries()) {
    const facts = addFacts(rows, child, place, days, named)
    let previous: Written | null = null
    for (const plan of storyOf(facts, days, place)) {
      previous = addPlan({ rows, days, named, facts, place }, plan, previous)
      plans.push(previous)
      latest.set(child.key, { facts, pepId: previous.id })
    }
  }
  addExtras(rows, days, named, key => {
    const open = latest.get(key)
    if (!open) throw new Error(`The demonstration has no plan of “${key}”.`)
    return open
  })
  return plans
}

async function isLoaded(tx: Tx): Promise<boolean> {
  const found = await tx.selectFrom('authority').select('id').where('demonstration', '=', true).executeTakeFirst()
  return found !== undefined
}

function addPlacesAndPeople(rows: Rows, days: Days): Named {
  const longAgo = days.today.subtract({ years: 4 }).toString()
  const settings = keyed(demoSettings)
  const people = keyed(demoPeople)
  const teams = keyed(demoTeams)
  for (const authority of demoAuthorities) {
    rows.add('authority', authority)
    for (const term of days.calendar)
      rows.add('calendar_term', {
        authority_id: authority.id,
        year: term.year,
        term: term.term,
        starts: term.start.toString(),
        half_term_starts: term.halfTermStart.toString(),
        half_term_ends: term.halfTermEnd.toString(),
        ends: term.end.toString()
      })
  }
  for (const { key, authority, name } of demoTeams) rows.add('team', { id: teams(key), authority_id: authority, name })
  for (const setting of demoSettings) {
    rows.add('setting', {
      id: settings(setting.key),
      urn: setting.urn,
      name: setting.name,
      town: setting.town,
      postcode: setting.postcode,
      la_code: setting.laCode,
      type: setting.type,
      phase: setting.phase,
      closed: setting.closed ? days.count(days.today, -setting.closed.schoolDaysAgo, 'school').toString() : null,
      successor_urn: setting.closed?.successorUrn ?? null,
      low_age: setting.ages[0],
      high_age: setting.ages[1],
      search: searchable(`${setting.name} ${setting.town} ${setting.postcode}`)
    })
    for (const { id } of demoAuthorities)
      rows.add('setting_contact', {
        authority_id: id,
        setting_id: settings(setting.key),
        safeguarding_name: setting.safeguarding[0],
        safeguarding_phone: setting.safeguarding[1],
        escalation_email: `head@${setting.key}.example`,
        office_email: `office@${setting.key}.example`
      })
  }
  for (const person of demoPeople) {
    rows.add('person', {
      id: people(person.key),
      kind: person.kind,
      name: person.name,
      email: person.email,
      phone: person.phone ?? null,
      demo_word: person.word ?? null
    })
    for (const { role, authority, setting, team, from, until } of person.appointments)
      rows.add('appointment', {
        id: newId(),
        person_id: people(person.key),
        role,
        authority_id: authority,
        setting_id: setting ? settings(setting) : null,
        team_id: team ? teams(team) : null,
        starts: from ? days.ago(from).toString() : longAgo,
        ends: until ? days.ago(until).toString() : null
      })
  }
  rows.add('stand_in', {
    id: newId(),
    authority_id: demoStandIn.authority,
    absent_person_id: people(demoStandIn.absent),
    cover_person_id: people(demoStandIn.cover),
    named_by: people(demoStandIn.namedBy),
    starts: days.ago(9).toString(),
    ends: days.today.add({ days: 40 }).toString()
  })
  return { person: people, setting: settings }
}

/** An id for each key; a key that nobody has is a slip in the data. */
function keyed(things: readonly { readonly key: string }[]): (key: string) => string {
  const ids = new Map(things.map(({ key }) => [key, newId()]))
  return key => {
    const id = ids.get(key)
    if (!id) throw new Error(`The demonstration names “${key}”, who is not in it.`)
    return id
  }
}

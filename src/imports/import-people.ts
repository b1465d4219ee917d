import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { oneImportAtATime } from './bulk.queries.ts'
import type { CheckedTable } from './columns.ts'
import {
  type KnownPost,
  readPeopleByEmail,
  readPosts,
  readSettingIds,
  readTakenEmails,
  readTeams,
  writePeople
} from './people.queries.ts'
import type { PersonRow } from './people.ts'
import { countTable, type Fate, type Outcome, type Problem } from './report.ts'

interface Plan {
  readonly persons: Map<string, { id: string; kind: 'professional'; name: string; email: string }>
  readonly teams: Map<string, { id: string; authority_id: number; name: string }>
  readonly posts: KnownPost[]
  readonly ends: { id: string; ends: string | null }[]
}

/**
 * Gives people their posts in an authority. Who has an account already, also with another authority, keeps it and gains the
 * post. Posts that the file does not name stay as they are.
 */
export async function importPeople(
  tx: Tx,
  { rows, read, refusals, warnings }: CheckedTable<PersonRow>,
  { authorityId, today, apply }: { authorityId: number; today: PlainDate; apply: boolean }
): Promise<Outcome> {
  await oneImportAtATime(tx, authorityId)
  const emails = rows.map(({ value }) => value.email)
  const known = await readPeopleByEmail(tx, emails)
  const taken = await readTakenEmails(tx, emails)
  const settings = await readSettingIds(
    tx,
    rows.flatMap(({ value }) => value.settingUrn ?? [])
  )
  const teams = new Map((await readTeams(tx, authorityId)).map(team => [team.name, team.id]))
  const posts = await readPosts(tx, authorityId)
  const plan: Plan = { persons: new Map(), teams: new Map(), posts: [], ends: [] }
  const fates = new Map<number, Fate>()
  const refused: Problem[] = [...refusals]

  for (const { row, value } of rows) {
    const refuse = (column: string, written: string, reason: string) =>
      refused.push({ table: 'people', row, column, value: written, reason })
    const setting = value.settingUrn === null ? null : settings.get(value.settingUrn)
    if (setting === undefined) {
      refuse(
        'setting_urn',
        String(value.settingUrn),
        'is not a setting that is open here: import GIAS first, or mend the URN'
      )
      continue
    }
    if (taken.has(value.email)) {
      refuse('email', value.email, 'belongs to somebody who is not staff: use a work address')
      continue
    }
    if (known.get(value.email)?.ended) {
      refuse('email', value.email, 'belongs to an account that has ended: ask the Virtual School to open it again')
      continue
    }
    const person = known.get(value.email)?.id ?? newPerson(plan, value)
    const team = value.team === null ? null : (teams.get(value.team) ?? newTeam(plan, authorityId, value.team))
    const same = [...posts, ...plan.posts].find(
      post =>
        post.person_id === person && post.role === value.role && post.setting_id === setting && post.team_id === team
    )
    const ends = value.to?.toString() ?? null
    if (!same) {
      const starts = (value.from ?? today).toString()
      plan.posts.push({
        id: newId(),
        person_id: person,
        role: value.role,
        setting_id: setting,
        team_id: team,
        starts,
        ends
      })
      fates.set(row, 'new')
    } else if (same.ends !== ends) {
      plan.ends.push({ id: same.id, ends })
      fates.set(row, 'changed')
    }
  }
  if (apply)
    await writePeople(tx, {
      persons: [...plan.persons.values()],
      teams: [...plan.teams.values()],
      posts: plan.posts.map(post => ({ ...post, authority_id: authorityId })),
      ends: plan.ends
    })
  return {
    report: {
      applied: apply,
      tables: { people: countTable(read, fates, refused, warnings) },
      refused,
      warnings,
      conflicts: []
    },
    childIds: []
  }
}

function newPerson(plan: Plan, { email, name }: PersonRow): string {
  const made = plan.persons.get(email) ?? { id: newId(), kind: 'professional' as const, name, email }
  plan.persons.set(email, made)
  return made.id
}

function newTeam(plan: Plan, authorityId: number, name: string): string {
  const made = plan.teams.get(name) ?? { id: newId(), authority_id: authorityId, name }
  plan.teams.set(name, made)
  return made.id
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal } from '../guidance/words.ts'
import type { JobService } from '../jobs/job.ts'
import { openRounds } from '../peps/jobs/open-rounds.ts'
import { openDuePeps } from '../peps/opening.ts'
import { authority, type County, county } from '../peps/testing/county.ts'
import { approvalsOf, approveMove, askForApproval, waitingApprovals } from './approval.ts'
import { type Doing, factsOf } from './changes.ts'
import { flagMovesTask } from './jobs/flag-moves.ts'
import { listChildren, wanted } from './list.ts'
import { startsAt, stays } from './moves.ts'

/** A Friday in the autumn term; the spring term begins on 5 January. */
const today = '2026-11-27'
const moves = '2026-12-15'
const day = (iso: string) => Temporal.PlainDate.from(iso)
let land: County
let old: string
let fresh: string
let oldTeacher: string
let newTeacher: string
let worker: string
let head: string

beforeAll(async () => {
  land = await county()
  old = await land.setting('Oakfield School')
  fresh = await land.setting('Fosse Way Academy')
  oldTeacher = await land.person('designated-teacher', { setting_id: old })
  newTeacher = await land.person('designated-teacher', { setting_id: fresh })
  worker = await land.person('social-worker')
  head = await land.person('virtual-school-head')
})
afterAll(() => land.close())

const doing = (on: string): Doing => ({
  person: worker,
  today: day(on),
  now: Temporal.Instant.from(`${on}T12:00:00Z`),
  origin: 'http://localhost',
  seal: words => Buffer.from(words)
})
const change = async (id: string, on: string, work: typeof startsAt | typeof stays, moveOn = moves) =>
  land.as(worker, on, async tx => {
    const facts = await factsOf(tx, id)
    if (!facts) throw new Error('no such child')
    const done =
      work === stays
        ? await stays(tx, facts, doing(on))
        : await startsAt(tx, facts, { settingId: fresh, on: day(moveOn), main: true, reason: '' }, doing(on))
    if (isRefusal(done)) throw new Error(done.refused)
    return done
  })
/** A child who moves in December, with the autumn plan open and next term’s round opened early. */
async function mover(born: string) {
  const id = await land.child(born, '2021-02-01', { setting: old, worker })
  await land.as(land.service, today, tx => openDuePeps(tx, authority, day(today)))
  await change(id, today, startsAt)
  await land.as(land.service, today, tx => openDuePeps(tx, authority, day(today), { by: worker }))
  return id
}
const night = async (on: string) => {
  const service = {
    database: land.database,
    today: () => day(on),
    config: { baseUrl: 'http://localhost' }
  } as JobService
  await flagMovesTask({ authority }, service)
  await openRounds(land.database, authority, day(on))
}
const spring = async (id: string) => {
  const [pep] = await land.run(
    `select p.id, p.setting_id, p.kind, p.state from pep p where p.child_id = $1 and p.term = 'spring'`,
    [id]
  )
  return { id: String(pep?.id), setting: pep?.setting_id, kind: pep?.kind, state: pep?.state }
}
/** Everything of a child that somebody’s rows hold on a day. */
const seen = (person: string, id: string, on: string) =>
  land.as(person, on, async tx => {
    const count = async (
      table: 'child' | 'pep' | 'answer' | 'clock' | 'carer_contact' | 'pep_keeper' | 'enrolment'
    ) => {
      const column = table === 'child' ? 'id' : 'child_id'
      const rows = await tx.selectFrom(table).select('authority_id').where(column, '=', id).execute()
      return rows.length
    }
    return {
      child: await count('child'),
      peps: await count('pep'),
      answers: await count('answer'),
      clocks: await count('clock'),
      carer: await count('carer_contact'),
      enrolments: await count('enrolment')
    }
  })
const nothing = { child: 0, peps: 0, answers: 0, clocks: 0, carer: 0, enrolments: 0 }
const keepersOf = async (pep: string) =>
  (await land.run(`select person_id from pep_keeper where pep_id = $1 and role = 'designated-teacher'`, [pep])).map(
    row => row.person_id
  )

describe('a move in December, told in November, with next term’s round opened early', () => {
  test('until its day the plan is the present setting’s, and the future one sees nothing; from its day all of it, nothing lost', async () => {
    const id = await mover('2015-05-01')
    await land.insert('carer_contact', [
      {
        child_id: id,
        authority_id: authority,
        name: 'Jo',
        phone: '01926 000000',
        not_to_setting: false
      }
    ])
    const plan = await spring(id)
    expect(plan).toMatchObject({ setting: old, kind: 'termly' })
    expect(await keepersOf(plan.id)).toEqual([oldTeacher])
    await land.insert('answer', [
      {
        pep_id: plan.id,
        question: 'F.support',
        authority_id: authority,
        child_id: id,
        section: 'F',
        audience: ['setting'],
        value: 'A quiet start to the day',
        valid: true,
        version: 1,
        written_by: oldTeacher,
        written_at: '2026-11-27T10:00Z'
      }
    ])
    for (const on of [today, '2026-12-14']) {
      expect(await seen(newTeacher, id, on)).toEqual(nothing)
      expect(await seen(oldTeacher, id, on)).toMatchObject({ child: 1, peps: 2, carer: 1 })
      await night(on)
      expect(await spring(id)).toMatchObject({ setting: old })
    }
    const list = await land.as(newTeacher, '2026-12-14', tx =>
      listChildren(tx, wanted({}), day('2026-12-14'), { me: newTeacher })
    )
    expect(list.children).toEqual([])

    await night(moves)
    expect(await spring(id)).toMatchObject({ id: plan.id, setting: fresh, kind: 'termly' })
    expect((await keepersOf(plan.id)).includes(newTeacher)).toBe(true)
    // Three: the old setting's transition plan, the new one's own of this term, since no meeting was held, and spring's.
    expect(await seen(newTeacher, id, moves)).toMatchObject({ child: 1, peps: 3, carer: 1 })
    const said = await land.as(newTeacher, moves, tx =>
      tx
        .selectFrom('answer')
        .select(['value', 'written_by'])
        .where('pep_id', '=', plan.id)
        .where('question', '=', 'F.support')
        .execute()
    )
    expect(said).toEqual([{ value: 'A quiet start to the day', written_by: oldTeacher }])
  })

  test('staying after all moves nothing', async () => {
    const id = await mover('2015-06-01')
    await change(id, today, stays)
    await night(moves)
    expect(await spring(id)).toMatchObject({ setting: old })
    expect(await seen(newTeacher, id, moves)).toEqual(nothing)
  })
})

describe('year 10 and 11: a move is a fact, flagged until the nominated officer’s approval is filled in (regulation 10)', () => {
  const approve = async (id: string, on: string) => {
    const [approval] = await land.as(land.service, on, tx => approvalsOf(tx, id))
    if (!approval) throw new Error('no approval')
    const filled = {
      officer: 'A. Director',
      approvedOn: day(on),
      emergency: false,
      wishes: 'To go',
      teacherConsulted: true,
      iroConsulted: true
    }
    return land.as(worker, on, tx => approveMove(tx, approval, filled, { person: worker, today: day(on) }))
  }
  const told = (id: string) =>
    land.run(`select kind, to_person from outbox where child_id = $1 and kind like '%approv%' order by made_at`, [id])
  const waits = async (id: string, on: string) =>
    (await land.as(land.service, on, tx => waitingApprovals(tx, [authority]))).some(one => one.childId === id)

  test('nobody has approved it when its day comes: it takes place, the new school sees the child, the head is told each week', async () => {
    const id = await mover('2011-10-01')
    expect(await told(id)).toEqual([{ kind: 'approval needed', to_person: head }])
    await night('2026-12-14')
    expect(await seen(newTeacher, id, '2026-12-14')).toEqual(nothing)
    expect(await told(id)).toHaveLength(1)
    await night(moves)
    expect(await spring(id)).toMatchObject({ setting: fresh })
    expect(await seen(newTeacher, id, moves)).toMatchObject({ child: 1, peps: 3 })
    for (const on of ['2026-12-16', '2026-12-21', '2026-12-22', '2026-12-23']) await night(on)
    const flagged = { kind: 'moved without approval', to_person: head }
    expect(await told(id)).toEqual([{ kind: 'approval needed', to_person: head }, flagged, flagged])
    expect(await waits(id, '2026-12-23')).toBe(true)
    expect(await approve(id, '2026-12-23')).toBeNull()
    await night('2026-12-30')
    expect(await told(id)).toHaveLength(3)
    expect(await waits(id, '2026-12-30')).toBe(false)
  })

  test('approved before its day it moves on its day, and nobody is told again', async () => {
    const id = await mover('2011-11-01')
    expect(await approve(id, today)).toBeNull()
    await night('2026-12-14')
    expect(await seen(newTeacher, id, '2026-12-14')).toEqual(nothing)
    await night(moves)
    expect(await spring(id)).toMatchObject({ setting: fresh })
    expect(await told(id)).toHaveLength(1)
  })

  test('refused: the move is taken back, and nothing moves on its day', async () => {
    const id = await mover('2011-12-01')
    await night('2026-12-14')
    await change(id, '2026-12-14', stays)
    await night('2026-12-17')
    expect(await spring(id)).toMatchObject({ setting: old })
    expect(await seen(newTeacher, id, '2026-12-17')).toEqual(nothing)
    expect(await waits(id, '2026-12-17')).toBe(false)
  })

  test('a move that has happened already, in an emergency: flagged at once', async () => {
    const id = await land.child('2012-01-01', '2021-02-01', { setting: old, worker })
    await change(id, today, startsAt, today)
    expect(await seen(newTeacher, id, today)).toMatchObject({ child: 1 })
    await night(today)
    expect(await told(id)).toEqual([{ kind: 'moved without approval', to_person: head }])
  })

  test('one that an import told of is put before the head the next night', async () => {
    const id = await land.child('2012-03-01', '2021-02-01', { setting: old, worker })
    const [place] = await land.run('select id from enrolment where child_id = $1', [id])
    await land.run(`update enrolment set ends = '2026-11-02' where id = $1`, [place?.id])
    await land.as(land.service, today, tx =>
      askForApproval(
        tx,
        {
          childId: id,
          authorityId: authority,
          placeId: String(place?.id),
          born: day('2012-03-01'),
          yearGroup: null,
          on: day('2026-11-02')
        },
        day(today)
      )
    )
    expect(await told(id)).toEqual([])
    await night(today)
    expect(await told(id)).toEqual([{ kind: 'moved without approval', to_person: head }])
  })
})

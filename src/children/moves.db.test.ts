import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal } from '../guidance/words.ts'
import { openRounds } from '../peps/jobs/open-rounds.ts'
import { openDuePeps } from '../peps/opening.ts'
import { authority, type County, county } from '../peps/testing/county.ts'
import { approvalsOf, approveMove, waitingApprovals } from './approval.ts'
import { type ChildFacts, type Doing, factsOf, preview } from './changes.ts'
import { findSettings, leaves, startsAt, stays } from './moves.ts'

const today = '2026-11-18'
const day = (iso: string) => Temporal.PlainDate.from(iso)
let land: County
let old: string
let fresh: string
let oldTeacher: string
let newTeacher: string
let worker: string

beforeAll(async () => {
  land = await county()
  old = await land.setting('Oakfield School')
  fresh = await land.setting('Seaview School')
  await land.run(`update setting set search = lower(name)`)
  oldTeacher = await land.person('designated-teacher', { setting_id: old })
  newTeacher = await land.person('designated-teacher', { setting_id: fresh })
  worker = await land.person('social-worker')
  await land.person('virtual-school-head')
  await land.run(`update person set name = 'Priya Raman' where id = $1`, [oldTeacher])
})
afterAll(() => land.close())

const doing = (person: string, on = today): Doing => ({
  person,
  today: day(on),
  now: Temporal.Instant.from(`${on}T12:00:00Z`),
  origin: 'http://localhost',
  seal: words => Buffer.from(words)
})
/** A child of year 7 at Oakfield whose plan of this term is open. */
async function child(born = '2015-05-01') {
  const id = await land.child(born, '2021-02-01', { setting: old, worker })
  await land.as(land.service, today, tx => openDuePeps(tx, authority, day(today)))
  return id
}
const facts = (id: string, on = today, person = land.service) =>
  land.as(person, on, async tx => {
    const found = await factsOf(tx, id)
    if (!found) throw new Error('no such child')
    return found
  })
const record = async <T>(
  id: string,
  work: (tx: Parameters<Parameters<County['as']>[2]>[0], facts: ChildFacts) => Promise<T>,
  person = worker,
  on = today
) => {
  const known = await facts(id, on, person)
  return land.as(person, on, tx => work(tx, known))
}
const peps = (id: string) =>
  land.run(
    'select kind, term, state, setting_id, circumstances from pep where child_id = $1 order by opened_on, term, kind',
    [id]
  )
const sees = async (person: string, id: string, on: string) =>
  land.as(
    person,
    on,
    async tx => (await tx.selectFrom('child').select('id').where('id', '=', id).execute()).length === 1
  )
const move = (id: string, on: string, more: { main?: boolean; settingId?: string } = {}, person = worker) =>
  record(
    id,
    (tx, known) =>
      startsAt(tx, known, { settingId: fresh, on: day(on), main: true, reason: '', ...more }, doing(person)),
    person
  )
const carried = (result: Awaited<ReturnType<typeof startsAt>>) => {
  if (isRefusal(result)) throw new Error(result.refused)
  return result
}

describe('a planned move', () => {
  test('sight passes on the day, the plan becomes the old setting’s transition plan, and each is told what changes', async () => {
    const id = await child()
    const done = carried(await move(id, '2026-12-14'))
    expect(done.loses.map(one => [one.name, one.setting, one.keeps])).toEqual([
      ['Priya Raman', 'Oakfield School', true]
    ])
    expect(done.gains.map(one => one.setting)).toEqual(['Seaview School'])
    expect(await peps(id)).toMatchObject([{ kind: 'transition', setting_id: old, state: 'planned' }])
    expect([await sees(oldTeacher, id, '2026-12-13'), await sees(newTeacher, id, '2026-12-13')]).toEqual([true, false])
    expect(await sees(newTeacher, id, '2026-12-14')).toBe(true)
    // She keeps the open plan, and so sees whose it is; nothing newer.
    const newer = await land.as(oldTeacher, '2026-12-14', tx =>
      tx.selectFrom('enrolment').select('setting_id').where('child_id', '=', id).execute()
    )
    expect(newer).toEqual([])
    const told = await land.run(`select to_person from outbox where child_id = $1 and kind = 'child begins'`, [id])
    expect(told).toEqual([{ to_person: newTeacher }])
    expect(await land.run('select setting_id, made_at from transfer_pack where child_id = $1', [id])).toEqual([
      { setting_id: fresh, made_at: null }
    ])
    const [audit] = await land.run(
      `select payload from audit_event where child_id = $1 and action = 'record a start at a setting'`,
      [id]
    )
    expect(audit).toMatchObject({ payload: { on: '2026-12-14', setting: fresh } })
  })

  test('the new teacher is invited to a last meeting that is arranged, once, and without the child’s name', async () => {
    const id = await child()
    const [pep] = await land.run('select id from pep where child_id = $1', [id])
    await land.run(`update person set email = 'new-dt@example.org' where id = $1`, [newTeacher])
    await land.run(
      `insert into meeting (pep_id, authority_id, child_id, on_date, at_time, arranged_on) values ($1, 937, $2, '2026-12-02', '10:00', '2026-11-10')`,
      [pep?.id, id]
    )
    const done = carried(await move(id, '2026-12-14'))
    expect(done.also.some(words => words.includes('invited to the last meeting'))).toBe(true)
    expect(await land.run('select party, person_id from invitation where child_id = $1', [id])).toEqual([
      { party: 'next-setting', person_id: newTeacher }
    ])
    const [mail] = await land.run(`select words, subject from outbox where child_id = $1 and kind = 'invited'`, [id])
    expect(`${mail?.words} ${mail?.subject}`).not.toMatch(/Sam|Field/)
    const sooner = carried(await move(id, '2026-12-01'))
    expect(sooner.also.join(' ')).toContain('Wednesday 2 December 2026, after the move. Bring it forward')
    expect(done.also.join(' ')).not.toContain('Bring it forward')
    expect(await land.run('select party from invitation where child_id = $1', [id])).toHaveLength(1)
  })

  test('a review that was held this term before the move was known serves for the transition plan too', async () => {
    const id = await child()
    const [pep] = await land.run('select id from pep where child_id = $1', [id])
    await land.run(
      `insert into meeting (pep_id, authority_id, child_id, on_date, at_time, arranged_on, held_on) values ($1, 937, $2, '2026-10-01', '10:00', '2026-09-10', '2026-10-01')`,
      [pep?.id, id]
    )
    await land.run(`update pep set state = 'signed-off', signed_off_on = '2026-10-15' where id = $1`, [pep?.id])
    carried(await move(id, '2026-12-14'))
    expect((await peps(id)).map(one => one.kind)).toEqual(['termly', 'transition'])
    const clocks = await land.run(
      `select k.met_on::text from clock k join pep p on p.id = k.pep_id where p.child_id = $1 and p.kind = 'transition' and k.name = 'termly-review'`,
      [id]
    )
    expect(clocks).toEqual([{ met_on: '2026-10-01' }])
  })

  test('another day takes the first plan back; staying after all takes both back', async () => {
    const id = await child()
    carried(await move(id, '2026-12-14'))
    carried(await move(id, '2027-01-11'))
    const spans = () =>
      land.run(
        `select setting_id, starts::text, ends::text from enrolment where child_id = $1 and (ends is null or ends > starts) order by starts`,
        [id]
      )
    expect(await spans()).toEqual([
      { setting_id: old, starts: '2022-09-01', ends: '2027-01-11' },
      { setting_id: fresh, starts: '2027-01-11', ends: null }
    ])
    expect(isRefusal(await record(id, (tx, known) => stays(tx, known, doing(worker))))).toBe(false)
    expect(await spans()).toEqual([{ setting_id: old, starts: '2022-09-01', ends: null }])
    expect(isRefusal(await record(id, (tx, known) => stays(tx, known, doing(worker))))).toBe(true)
  })

  test('of two who record at once the second is told to look again', async () => {
    const id = await child()
    const stale = await facts(id, today, worker)
    carried(await move(id, '2026-12-14'))
    const second = await land.as(worker, today, tx =>
      startsAt(tx, stale, { settingId: fresh, on: day('2026-12-15'), main: true, reason: '' }, doing(worker))
    )
    expect(isRefusal(second) && second.refused).toMatch(/Look at the page again/)
    expect(
      await land.run('select starts::text from enrolment where child_id = $1 and setting_id = $2', [id, fresh])
    ).toEqual([{ starts: '2026-12-14' }])
  })

  test('what it would do is told by doing it and taking it back', async () => {
    const id = await child()
    const before = await land.run('select count(*)::int n from audit_event')
    const would = await record(id, (tx, known) =>
      preview(tx, () =>
        startsAt(tx, known, { settingId: fresh, on: day('2026-12-14'), main: true, reason: '' }, doing(worker))
      )
    )
    expect(carried(would).turned).toHaveLength(1)
    expect(await peps(id)).toMatchObject([{ kind: 'termly' }])
    expect(await land.run('select count(*)::int n from audit_event')).toEqual(before)
    expect(await land.run('select id from enrolment where child_id = $1 and setting_id = $2', [id, fresh])).toEqual([])
  })
})

test('a sudden move: the open plan passes to the new setting, whose teacher keeps it; the old one keeps what is open', async () => {
  const id = await child()
  carried(await move(id, today))
  expect(await peps(id)).toMatchObject([{ kind: 'termly', setting_id: fresh }])
  const keepers = await land.run(
    `select person_id from pep_keeper where child_id = $1 and role = 'designated-teacher' order by person_id`,
    [id]
  )
  expect(keepers.map(row => row.person_id).sort()).toEqual([oldTeacher, newTeacher].sort())
  expect(await sees(newTeacher, id, today)).toBe(true)
})

test('the meeting was held before: the old setting finishes that plan, and the new one’s first is an interim one', async () => {
  const id = await child()
  const [pep] = await land.run('select id from pep where child_id = $1', [id])
  await land.run(
    `insert into meeting (pep_id, authority_id, child_id, on_date, held_on) values ($1, 937, $2, '2026-11-10', '2026-11-10')`,
    [pep?.id, id]
  )
  carried(await move(id, today))
  expect(await peps(id)).toMatchObject([
    { kind: 'interim', setting_id: fresh },
    { kind: 'termly', setting_id: old }
  ])
})

test('two settings at once: both see the child, the main one leads', async () => {
  const id = await child()
  const done = carried(await move(id, today, { main: false }))
  expect(done.loses).toEqual([])
  expect([await sees(oldTeacher, id, today), await sees(newTeacher, id, today)]).toEqual([true, true])
  expect(await peps(id)).toMatchObject([{ kind: 'termly', setting_id: old }])
  const again = await move(id, today, { main: false })
  expect(isRefusal(again) && again.refused).toMatch(/on this setting’s roll/)
})

describe('no school place', () => {
  const leave = (id: string, on: string, person = worker) =>
    record(
      id,
      (tx, known) => leaves(tx, known, { placeId: known.places[0]?.id ?? '', on: day(on), reason: '' }, doing(person)),
      person
    )

  test('the social worker leads, the twenty school days run; a place found hands over with nothing lost', async () => {
    const id = await child()
    const [pep] = await land.run('select id from pep where child_id = $1', [id])
    const done = carried(await leave(id, today))
    expect(done.turned[0]?.after.circumstances).toEqual(['no-school-place'])
    const clocks = () =>
      land.run(
        `select name, holder, due::text, met_on::text from clock where pep_id = $1 and name in ('termly-review', 'school-place') order by name`,
        [pep?.id]
      )
    // Tue 17 Nov was the last day: 18–20 = 3; 23–27 = 8; 30–4 = 13; 7–11 = 18; 14, 15 Dec = 20.
    expect(await clocks()).toMatchObject([
      { name: 'school-place', holder: 'virtual-school-head', due: '2026-12-15', met_on: null },
      { name: 'termly-review', holder: 'social-worker' }
    ])
    await land.run(
      `insert into answer (pep_id, question, authority_id, child_id, section, audience, value, version, written_by, written_at)
       values ($1, 'F.interim', 937, $2, 'F', '{setting}', '"A tutor comes in the mornings"', 1, $3, now())`,
      [pep?.id, id, worker]
    )
    await land.run(
      `insert into target (id, pep_id, authority_id, child_id, place, area, words) values (gen_random_uuid(), $1, 937, $2, 1, 'reading', 'Reads a chapter a day')`,
      [pep?.id, id]
    )
    await land.run(
      `insert into meeting (pep_id, authority_id, child_id, on_date, at_time, arranged_on) values ($1, 937, $2, '2026-12-02', '10:00', '2026-11-10')`,
      [pep?.id, id]
    )
    const found = carried(await move(id, '2026-11-18'))
    expect(found.turned[0]).toMatchObject({
      before: { circumstances: ['no-school-place'] },
      after: { settingId: fresh, circumstances: [] }
    })
    expect(await clocks()).toMatchObject([{ name: 'termly-review', holder: 'designated-teacher' }])
    expect(
      await land.as(newTeacher, today, async tx => ({
        answers: await tx
          .selectFrom('answer')
          .select(['question', 'written_by', 'value'])
          .orderBy('question')
          .where('pep_id', '=', String(pep?.id))
          .where('question', 'in', ['F.interim', 'F.setting'])
          .execute(),
        targets: await tx.selectFrom('target').select('words').where('pep_id', '=', String(pep?.id)).execute(),
        meeting: await tx.selectFrom('meeting').select('on_date').where('pep_id', '=', String(pep?.id)).execute()
      }))
    ).toEqual({
      answers: [
        { question: 'F.interim', written_by: worker, value: 'A tutor comes in the mornings' },
        { question: 'F.setting', written_by: expect.any(String), value: 'Seaview School' }
      ],
      targets: [{ words: 'Reads a chapter a day' }],
      meeting: [{ on_date: '2026-12-02' }]
    })
  })

  test('a leaving that was recorded ahead takes effect on its day, by itself', async () => {
    const id = await child()
    carried(await leave(id, '2027-01-20'))
    await openRounds(land.database, authority, day('2027-01-19'))
    const spring = async () => (await peps(id)).find(pep => pep.term === 'spring')
    expect(await spring()).toMatchObject({ kind: 'transition', setting_id: old, circumstances: [] })
    await openRounds(land.database, authority, day('2027-01-20'))
    expect(await spring()).toMatchObject({ setting_id: old })
  })

  test('a designated teacher who says that the child has left tells the social worker', async () => {
    const id = await child()
    carried(await leave(id, today, oldTeacher))
    const told = await land.run(`select to_person from outbox where child_id = $1 and kind = 'change recorded'`, [id])
    expect(told).toEqual([{ to_person: worker }])
    // She keeps the open plan until it is signed off: it is the social worker's to lead now.
    expect((await land.run('select circumstances from pep where child_id = $1', [id]))[0]).toEqual({
      circumstances: ['no-school-place']
    })
  })
})

describe('year 10 and 11', () => {
  test('the move waits for the nominated officer until it is filled, and the head is told', async () => {
    const id = await child('2011-10-01') // year 10
    const done = carried(await move(id, '2026-12-14'))
    expect(done.also.join(' ')).toMatch(/nominated officer/)
    const [approval] = await land.as(land.service, today, tx => approvalsOf(tx, id))
    expect(approval).toMatchObject({ leaves: 'Oakfield School', filled: null })
    expect(
      (await land.as(land.service, today, tx => waitingApprovals(tx, [authority]))).map(one => one.childId)
    ).toContain(id)
    if (!approval) throw new Error('no approval')
    const wanted = {
      officer: 'A. Director',
      approvedOn: day(today),
      emergency: false,
      wishes: 'To stay with her friends',
      teacherConsulted: true,
      iroConsulted: false
    }
    const fill = (more: object) =>
      land.as(worker, today, tx =>
        approveMove(tx, approval, { ...wanted, ...more }, { person: worker, today: day(today) })
      )
    expect(await fill({})).toMatchObject({ problems: [{ where: 'consulted' }] })
    expect(await fill({ emergency: true, approvedOn: day('2026-11-19') })).toMatchObject({
      problems: [{ where: 'approved-day' }]
    })
    expect(await fill({ iroConsulted: true })).toBeNull()
    expect(await fill({ iroConsulted: true })).toMatchObject({ refused: expect.stringContaining('before') })
    expect(await land.as(land.service, today, tx => waitingApprovals(tx, [authority]))).toEqual([])
  })
})

describe('settings', () => {
  test('are found by part of a name; one that closed stands for its successor', async () => {
    const academy = await land.setting('Brook Academy')
    const closed = await land.setting('Brook Primary')
    await land.run(`update setting set urn = 149001, search = 'brook academy' where id = $1`, [academy])
    await land.run(
      `update setting set urn = 100900, search = 'brook primary', closed = '2026-09-01', successor_urn = 149001 where id = $1`,
      [closed]
    )
    const found = await land.as(worker, today, tx => findSettings(tx, 'brook'))
    expect(found.map(one => [one.name, one.successor])).toEqual([
      ['Brook Academy', null],
      ['Brook Primary', 'Brook Academy']
    ])
    expect(await land.as(worker, today, tx => findSettings(tx, ' % '))).toEqual([])
    const id = await child()
    const done = carried(await move(id, '2026-12-14', { settingId: closed }))
    expect(done.also.join(' ')).toMatch(
      /Brook Academy has taken its place.*No designated teacher is recorded at Brook Academy/
    )
    const [row] = await land.run('select setting_id from enrolment where child_id = $1 and ends is null', [id])
    expect(row).toEqual({ setting_id: academy })
  })

  test('nonsense is refused and nothing is written', async () => {
    const id = await child()
    const before = await land.run('select * from enrolment where child_id = $1', [id])
    const refusals = [
      await move(id, '2014-01-01'),
      await move(id, '2022-08-01'),
      await move(id, '2026-12-14', { settingId: '00000000-0000-4000-8000-000000000000' }),
      await move(id, '2026-12-14', { settingId: old })
    ]
    expect(refusals.every(isRefusal)).toBe(true)
    expect(await land.run('select * from enrolment where child_id = $1', [id])).toEqual(before)
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../db/database.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson } from '../db/transaction.ts'
import { loadDemonstration } from '../demo/load.ts'
import { inService } from '../jobs/job.ts'
import { askedOf, workOf } from '../work/work.ts'
import { digestText } from './digest-text.ts'
import { readWorkOf } from './reminders.queries.ts'
import { remindAuthority, sendDigests } from './reminders.ts'

// What a letter counts is what its reader finds on their first page, whoever they are and whatever the day.

describe.each(['2026-10-12', '2026-11-24', '2027-02-02'])('on %s', date => {
  const today = Temporal.PlainDate.from(date)
  let made: TestDatabase
  let owner: Database
  let app: Database
  beforeAll(async () => {
    made = await testDatabase()
    await loadDemonstration(made.ownerUrl, today)
    owner = openDatabase(made.ownerUrl, { max: 1, keepsPlans: true })
    app = openDatabase(made.appUrl, { max: 2 })
    const service = { database: app, today: () => today }
    for (const authority of [937, 990, 991])
      await inService(service, authority, tx => remindAuthority(tx, authority, today))
    await asPerson(app, { person: null, today }, tx => sendDigests(tx, today, 'https://pep.example'))
  })
  afterAll(async () => {
    await owner.close()
    await app.close()
    await made.drop()
  })

  it('the letter says what the page says, and nobody is told of a step that is not on it', async () => {
    const { rows: letters } = await owner.pool.query(
      `select to_person as person, subject, words from outbox where kind = 'digest' and to_person is not null and event_key like $1`,
      [`digest ${date} %`]
    )
    expect(letters.length).toBeGreaterThan(5)
    for (const { person, subject, words } of letters) {
      const { counts } = await asPerson(app, { person, today }, tx =>
        workOf(tx, askedOf({}), { today, others: false, authorityOfGaps: null })
      )
      const { rows } = await owner.pool.query(
        `select pep_id, clock from reminder where person_id = $1 and not escalation and digest_on = $2`,
        [person, date]
      )
      const listed = await asPerson(app, { person, today }, async tx => {
        const [own] = await readWorkOf(tx, [person])
        return new Set((own?.plans ?? []).flatMap(plan => plan.steps.map(step => `${plan.pepId} ${step.name}`)))
      })
      expect(
        rows.filter(one => !listed.has(`${one.pep_id} ${one.clock}`)),
        `${person} ${subject}`
      ).toEqual([])
      const others = Number(
        /(\d+|One) things? (?:is|are) late with somebody else/.exec(words)?.[1]?.replace('One', '1') ?? 0
      )
      expect(digestText({ counts, others, link: 'https://pep.example/' }).subject, person).toBe(subject)
    }
  })
})

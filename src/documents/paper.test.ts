import { expect, test } from 'vitest'
import { phases } from '../guidance/words.ts'
import { paperOf } from './paper.ts'
import { everythingShown, Secrets, secretPlan } from './plan-data.samples.ts'
import type { PlanDocument } from './plan-document.ts'
import { planOf } from './plan-of.ts'

const lastTargets = ['Knows the seven times table']
const labelsOf = (paper: PlanDocument) =>
  paper.sections.flatMap(({ entries }) =>
    entries.flatMap(entry =>
      entry.kind === 'blank' || entry.kind === 'answer' ? [entry.label] : entry.kind === 'table' ? [entry.caption] : []
    )
  )

test.each(phases)('%s: blank, every question is asked once, in the order of the form', phase => {
  const data = secretPlan(phase, new Secrets())
  const paper = paperOf(data, { audience: 'setting', lastTargets: [], blank: true })
  const onPaper = everythingShown(phase).sections.filter(({ id }) => !['A', 'U', 'V', 'W'].includes(id))
  expect(paper.sections.map(({ id }) => id)).toEqual(onPaper.map(({ id }) => id))
  const questions = onPaper.flatMap(section => section.questions.filter(({ kind }) => kind !== 'file'))
  const asked = questions.map(({ label }) => label)
  expect(labelsOf(paper).filter(label => asked.includes(label))).toEqual(asked)
})

test('blank, nothing stands in it that somebody wrote', () => {
  const secrets = new Secrets()
  const paper = paperOf(secretPlan('secondary', secrets), { audience: 'full', lastTargets: [], blank: true })
  expect(secrets.in(JSON.stringify(paper.sections))).toEqual([])
})

test('part-filled, it holds what its writer may read and no more', () => {
  const secrets = new Secrets()
  const data = secretPlan('secondary', secrets, { addressWithheld: true })
  const paper = paperOf(data, { audience: 'setting', lastTargets, blank: false })
  const copy = new Set(secrets.in(JSON.stringify(planOf(data, 'setting'))))
  const found = secrets.in(JSON.stringify(paper))
  expect(found.filter(place => !copy.has(place))).toEqual([])
  expect(found).toContain('R.teaching')
  expect(found).toContain('target.words')
})

test('last term’s targets wait with their boxes', () => {
  const paper = paperOf(secretPlan('primary', new Secrets()), { audience: 'setting', lastTargets, blank: true })
  expect(paper.sections.find(({ id }) => id === 'O')?.entries[0]).toMatchObject({
    label: 'Knows the seven times table',
    choices: ['Achieved', 'Partly', 'Not', 'No longer relevant']
  })
})

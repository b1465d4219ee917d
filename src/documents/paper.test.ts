import { expect, test } from 'vitest'
import { phases } from '../guidance/words.ts'
import { paperOf } from './paper.ts'
import { everythingShown, Secrets, secretPlan } from './plan-data.samples.ts'
import type { PlanDocument } from './plan-document.ts'
import { planOf } from './plan-of.ts'

const labelsOf = (paper: PlanDocument) =>
  paper.sections.flatMap(({ entries }) =>
    entries.flatMap(entry =>
      entry.kind === 'blank' || entry.kind === 'answer' ? [entry.label] : entry.kind === 'table' ? [entry.caption] : []
    )
  )

test.each(phases)('%s: blank, every question is asked once, in the order of the form', phase => {
  const data = secretPlan(phase, new Secrets())
  const paper = paperOf(data, { audience: 'full', blank: true })
  const onPaper = everythingShown(phase).sections.filter(({ id }) => !['A', 'U', 'V', 'W'].includes(id))
  expect(paper.sections.map(({ id }) => id)).toEqual(onPaper.map(({ id }) => id))
  const questions = onPaper.flatMap(section => section.questions.filter(({ kind }) => kind !== 'file'))
  const asked = questions.map(({ label }) => label)
  expect(labelsOf(paper).filter(label => asked.includes(label))).toEqual(asked)
})

test('the school is not given lines for what only the council reads', () => {
  const asked = (audience: 'full' | 'setting') =>
    labelsOf(paperOf(secretPlan('primary', new Secrets()), { audience, blank: true }))
  expect(asked('full')).toContain('What is their immigration status?')
  expect(asked('setting')).not.toContain('What is their immigration status?')
  const ofTheChild = everythingShown('primary').sections.flatMap(({ questions }) =>
    questions.filter(({ id }) => id === 'J.best')
  )
  expect(asked('setting')).toEqual(expect.arrayContaining(ofTheChild.map(({ label }) => label)))
  expect(ofTheChild).toHaveLength(1)
})

test('blank, nothing stands in it that somebody wrote', () => {
  const secrets = new Secrets()
  const paper = paperOf(secretPlan('secondary', secrets), { audience: 'full', blank: true })
  // What must be looked at again is a question, too
  expect(secrets.in(JSON.stringify(paper.sections))).toEqual(['lastTarget.words'])
})

test('part-filled, it holds what its writer may read and no more', () => {
  const secrets = new Secrets()
  const data = secretPlan('secondary', secrets, { addressWithheld: true })
  const paper = paperOf(data, { audience: 'setting', blank: false })
  const copy = new Set(secrets.in(JSON.stringify(planOf(data, 'setting'))))
  const found = secrets.in(JSON.stringify(paper))
  expect(found.filter(place => !copy.has(place))).toEqual(['lastTarget.words'])
  expect(found).toContain('R.teaching')
  expect(found).toContain('target.words')
})

test('last term’s targets wait with their boxes', () => {
  const secrets = new Secrets()
  const paper = paperOf(secretPlan('primary', secrets), { audience: 'setting', blank: true })
  expect(paper.sections.find(({ id }) => id === 'O')?.entries[0]).toMatchObject({
    label: secrets.of('lastTarget.words'),
    choices: ['Achieved', 'Partly', 'Not', 'No longer relevant']
  })
})

import { expect, test } from 'vitest'
import { formFor } from '../forms/load.ts'
import { currentVersion } from '../forms/versions.ts'
import type { Answer } from './answers.ts'
import { keptAnswers } from './kept.tsx'
import type { OpenPlan } from './section.ts'

const plan = (
  circumstances: readonly 'no-school-place'[],
  question: string
): Pick<OpenPlan, 'pep' | 'form' | 'answers'> => ({
  pep: { phase: 'secondary', formVersion: currentVersion } as OpenPlan['pep'],
  form: formFor({ phase: 'secondary', circumstances }),
  answers: new Map([[question, { question, value: 'A tutor comes', by: 'Grace Adeyemi' } as Answer]])
})

test('what was written while there was no school place stays to be read once a place is found', () => {
  expect(keptAnswers(plan(['no-school-place'], 'F.interim'))).toEqual([])
  expect(keptAnswers(plan([], 'F.interim'))).toEqual([
    { label: 'What education do they get in the meantime?', words: 'A tutor comes', by: 'Grace Adeyemi' }
  ])
  expect(keptAnswers(plan([], 'F.noQuestionOfAnyForm'))).toEqual([])
})

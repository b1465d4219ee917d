import { gradeName } from '../learning/scales.ts'
import type { Answer } from '../peps/answers.ts'
import type { SaidIn } from '../peps/interpreting.ts'
import { formOf, type Pep } from '../peps/pep.ts'
import { sectionOf, type ViewParty } from './views.ts'

/** Somebody's own words that are not English. */
export interface Foreign {
  readonly party: ViewParty
  readonly question: string
  readonly asked: string
  readonly words: string
  readonly version: number
  readonly said: SaidIn
}

const parties = ['child', 'carer', 'parent'] as const

/** What the child, the carer and the parent said in another language, in the form's order. */
export const foreignIn = (pep: Pep, answers: ReadonlyMap<string, Answer>): readonly Foreign[] =>
  parties.flatMap(party =>
    (formOf(pep).sections.find(({ id }) => id === sectionOf[party])?.questions ?? []).flatMap(({ id, label }) => {
      const answer = answers.get(id)
      if (!answer?.said || typeof answer.value !== 'string') return []
      return [{ party, question: id, asked: label, words: answer.value, version: answer.version, said: answer.said }]
    })
  )

/** "Arabic": the languages that these words are in, each once. */
export const languagesIn = (foreign: readonly Foreign[]): string =>
  [...new Set(foreign.map(({ said }) => gradeName('languages', said.language)))].join(' and ')

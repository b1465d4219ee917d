import { inventedTerms } from '../demo/calendar.ts'
import { formFor } from '../forms/load.ts'
import { phaseOfYearGroup, yearGroupOn } from '../guidance/ages.ts'
import { academicYearOf, startOfAcademicYear } from '../guidance/calendar.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { type Phase, phases } from '../guidance/words.ts'
import { type Plan, type Scale, type SeedQuestion, type SeedTerm, type Variant, variants } from './scale.ts'

/** All that the seed's SQL needs from the rules: terms, ages, the questions of the form. */
export function planFor(scale: Scale, today: PlainDate): Plan {
  const year = startOfAcademicYear(academicYearOf(today)) ?? today.year
  const known = Array.from({ length: scale.years + 3 }, (_, index) => year - scale.years - 1 + index).flatMap(
    inventedTerms
  )
  const terms = known.map(
    (term, number): SeedTerm => ({
      number,
      year: term.year,
      term: term.term,
      starts: term.start.toString(),
      halfTermStarts: term.halfTermStart.toString(),
      halfTermEnds: term.halfTermEnd.toString(),
      ends: term.end.toString()
    })
  )
  const current = known.findLastIndex(term => Temporal.PlainDate.compare(term.start, today) <= 0)
  return { scale, today, terms, current, variants: variantsOn(today), questions: phases.flatMap(questionsOf) }
}

/** Ages 5 to 17, so that everyone was in age for all the seeded years. */
const variantsOn = (today: PlainDate): Variant[] =>
  Array.from({ length: variants }, (_, v) => {
    const born = today.subtract({ years: 5 + (v % 13), days: (v * 5) % 300 })
    return { v, born: born.toString(), phase: phaseOfYearGroup(yearGroupOn(born, today)) }
  })

/** Those that take free text, of everybody's sections. */
const questionsOf = (phase: Phase): SeedQuestion[] =>
  formFor({ phase, circumstances: [] }).sections.flatMap(section =>
    section.questions
      .filter(question => question.kind === 'text')
      .map(question => ({ phase, question: question.id, section: section.id, audience: question.audience }))
  )

interface Row {
  readonly subject: string
  readonly workingAt: string | null
  readonly predicted: string | null
}

const subjects: ReadonlyArray<readonly [what: string, named: RegExp]> = [
  ['English', /^english( language| literature)?$/i],
  ['Maths', /^math(s|ematics)$/i]
]
const gradeOf = (value: string | null): number[] => (value !== null && /^[1-9]$/.test(value) ? [Number(value)] : [])
const wordsOf = (grade: number): string => {
  if (grade >= 5) return 'on the way to a 5 or above'
  return grade === 4 ? 'on the way to a 4, not yet to a 5' : 'not yet on the way to a 4'
}

/** Whether English and maths are on the way to a 4 and a 5, read from the grades: nothing is asked again for it. */
export const passesOf = (table: readonly Row[]): { readonly what: string; readonly words: string }[] =>
  subjects.flatMap(([what, named]) => {
    const grades = table
      .filter(({ subject }) => named.test(subject.trim()))
      .flatMap(({ predicted, workingAt }) => gradeOf(predicted ?? workingAt))
    return grades.length > 0 ? [{ what, words: wordsOf(Math.max(...grades)) }] : []
  })

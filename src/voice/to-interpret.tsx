import { may } from '../guidance/access.ts'
import type { Role } from '../guidance/words.ts'
import type { Pep } from '../peps/pep.ts'
import { InsetText } from '../ui/components/inset-text.tsx'
import { type Foreign, languagesIn } from './foreign.ts'

interface Props {
  readonly foreign: readonly Foreign[]
  readonly pep: Pick<Pep, 'id' | 'state'>
  readonly standing: readonly Role[]
}

/** Something was said in another language: where its English is written down. */
export function ToInterpret({ foreign, pep, standing }: Props) {
  if (foreign.length === 0) return null
  const waiting = foreign.filter(({ said }) => said.english === null).length
  return (
    <InsetText>
      {foreign.length === 1 ? 'One answer is' : `${foreign.length} answers are`} in {languagesIn(foreign)}.{' '}
      {waiting === 0
        ? 'The interpreter’s English stands beside each.'
        : `${waiting === 1 ? 'One has' : `${waiting} have`} no English beside it yet.`}{' '}
      {may('write the English', standing, { state: pep.state }) ? (
        <a class="govuk-link" href={`/peps/${pep.id}/views/english`}>
          Write the interpreter’s English
        </a>
      ) : null}
    </InsetText>
  )
}

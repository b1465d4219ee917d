import { DateInput } from '../../ui/components/date-input.tsx'
import type { Shown } from '../../web/page.ts'
import { boxesOf, errorOf } from '../../web/typed-again.ts'

/** From when and until when somebody holds a post or covers for it: `from`, today where nothing was typed, and `until`. */
export const DaysOfPost = ({ shown, hint }: { shown: Shown; hint: string }) => (
  <>
    <DateInput
      name="from"
      legend="First day"
      legendSize="s"
      values={boxesOf(shown, 'from', shown.today)}
      error={errorOf(shown, 'from-day')}
    />
    <DateInput
      name="until"
      legend="Last day"
      legendSize="s"
      hint={hint}
      values={boxesOf(shown, 'until', null)}
      error={errorOf(shown, 'until-day')}
    />
  </>
)

import { WrongUsage } from '../cli.ts'
import { options, print } from '../commands/options.ts'
import { withDatabase } from '../commands/with-database.ts'
import { type Config, today } from '../config.ts'
import { asPerson } from '../db/transaction.ts'
import { startOfAcademicYear } from '../guidance/calendar.ts'
import type { ClockContext } from '../guidance/clocks/clock.ts'
import { initialClock, schoolDays, termDeadlines } from '../guidance/clocks/deadlines.ts'
import { isUnknown, type Skipped } from '../guidance/days.ts'
import { isRefusal } from '../guidance/words.ts'
import { clockContext } from './authority.ts'
import { authorityCode, authorityOption, chosenAuthority } from './chosen-authority.ts'
import {
  type AskedClock,
  askedClock,
  clockByName,
  clockNames,
  dateOf,
  type Given,
  givenOptions
} from './named-clocks.ts'

type Answer = { value: unknown; words: string }

/** Reads what was said into the day to count around and the count itself. */
const counts: Record<string, (named: Given) => { around: Temporal.PlainDate; answer(context: ClockContext): Answer }> =
  {
    initial: ({ start }) => {
      const from = dateOf(start)
      return { around: from, answer: context => initial(from, context) }
    },
    term: ({ year = '' }) => {
      const begins = startOfAcademicYear(year)
      if (begins === null) throw new WrongUsage(`“${year}” is not an academic year: write it like 2026-27.`)
      return { around: new Temporal.PlainDate(begins, 9, 1), answer: context => term(year, context) }
    },
    'school-days': ({ start, days = '' }) => {
      const from = dateOf(start)
      if (!/^\d{1,4}$/.test(days) || Number(days) > 5000)
        throw new WrongUsage('--days is a whole number of school days, from 0 to 5,000.')
      return { around: from, answer: context => school(from, Number(days), context) }
    }
  }

/** `clocks initial|term|school-days|CLOCK`: an authority's rules on dates that anybody may ask about. */
export async function countedClocks(name: string, args: string[], config: Config): Promise<number> {
  const { values } = options(args, {
    ...givenOptions,
    days: { type: 'string' },
    authority: authorityOption
  })
  const count = Object.hasOwn(counts, name) ? counts[name]?.(values) : named(name, values)
  if (!count) throw new WrongUsage(`There is no clock “${name}”. There are: ${clockNames.join(', ')}.`)
  const code = authorityCode(values.authority)
  return withDatabase(config, 'app', async database => {
    const authority = await asPerson(database, { person: null, today: today(config) }, tx => chosenAuthority(tx, code))
    const { value, words } = count.answer(clockContext(authority, count.around))
    print(values.json, value, words)
    return 0
  })
}

/** One of the clocks of the process, or nothing where there is none of that name. */
function named(name: string, given: Given): ReturnType<NonNullable<(typeof counts)[string]>> | null {
  const asked = askedClock(name, given)
  return asked && { around: asked.around, answer: context => one(asked, context) }
}

function one(asked: AskedClock, context: ClockContext): Answer {
  const clock = clockByName(asked, context)
  if (clock.due === null) throw new Error(clock.unknown ?? 'The date is not known.')
  const { name, rule, due, skipped, start, days, kind, dayZero, holder, with: together } = clock
  const value = {
    clock: name,
    due: due.toString(),
    skipped: plain(skipped),
    rule,
    start: start.toString(),
    days,
    kind,
    ...(dayZero ? { countedFrom: dayZero.on.toString() } : {}),
    holder,
    ...(together ? { with: together } : {}),
    ...(asked.isOn(context.policy) ? {} : { off: true })
  }
  const words = [`Due ${due}: ${rule}.`, ...(value.off ? ['The authority does not count this clock.'] : [])]
  return { value, words: [...words, ...listed(skipped)].join('\n') }
}

const plain = (skipped: readonly Skipped[]) => skipped.map(({ date, why }) => ({ date: date.toString(), why }))
const listed = (skipped: readonly Skipped[]) => skipped.map(({ date, why }) => `  not counted: ${date}  ${why}`)

function initial(start: Temporal.PlainDate, context: ClockContext): Answer {
  const clock = initialClock(start, context)
  if (isUnknown(clock)) throw new Error(clock.unknown)
  const { arrangeBy, holdBy, skipped } = clock
  const value = { arrangeBy: arrangeBy.toString(), holdBy: holdBy.toString(), skipped: plain(skipped) }
  const words = [`Arrange the initial meeting by ${arrangeBy}.`, `Hold it by ${holdBy}.`, ...listed(skipped)].join('\n')
  return { value, words }
}

function term(year: string, context: ClockContext): Answer {
  const deadlines = termDeadlines(year, context)
  if (isRefusal(deadlines)) throw new Error(deadlines.refused)
  const value = deadlines.map(({ term, opens, due, exceptions, unknown }) => ({
    term,
    opens: opens?.toString() ?? null,
    due: due?.toString() ?? null,
    ...(exceptions.length > 0
      ? { exceptions: exceptions.map(({ yearGroups, due }) => ({ yearGroups, due: due.toString() })) }
      : {}),
    ...(unknown ? { unknown } : {})
  }))
  const words = value.map(
    ({ term, opens, due, unknown }) =>
      `${term}: opens ${opens ?? '?'}, due ${due ?? '?'}${unknown ? `. ${unknown}` : ''}`
  )
  return { value, words: words.join('\n') }
}

function school(start: Temporal.PlainDate, days: number, context: ClockContext): Answer {
  const counted = schoolDays(start, days, context)
  if (isUnknown(counted)) throw new Error(counted.unknown)
  const value = { due: counted.due.toString(), skipped: plain(counted.skipped) }
  return { value, words: [`Due ${counted.due}.`, ...listed(counted.skipped)].join('\n') }
}

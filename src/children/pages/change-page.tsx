import type { ComponentChildren } from 'preact'
import { type ActionName, may } from '../../guidance/access.ts'
import { isRefusal, type Refusal } from '../../guidance/words.ts'
import { aboutWhom } from '../../people/who.ts'
import { Button } from '../../ui/components/button.tsx'
import { Name } from '../../ui/components/name.tsx'
import { text } from '../../web/forms.ts'
import { type Ask, aboutOf, type Page, type Problem, page, type Shown } from '../../web/page.ts'
import { type Carried, type ChildFacts, type Doing, factsOf, preview } from '../changes.ts'
import { Effects } from './effects.tsx'

/** One kind of change: what it asks, and what it does. */
export interface Change<Wanted, More = null> {
  /** The end of the address: `/children/:child/changes/<at>`. */
  readonly at: string
  readonly may: ActionName
  readonly title: string
  readonly save: string
  readonly done: string
  lead(facts: ChildFacts): ComponentChildren
  /** What the form needs beyond the child's facts: lists to choose from. */
  more?(ask: Ask, facts: ChildFacts): Promise<More>
  read(body: Ask['body'], facts: ChildFacts): { readonly wanted: Wanted } | { readonly problems: readonly Problem[] }
  carryOut(ask: Ask, facts: ChildFacts, wanted: Wanted, doing: Doing): Promise<Carried | Refusal>
  fields(facts: ChildFacts, shown: Shown, more: More): ComponentChildren
}

interface Loaded<More> {
  readonly facts: ChildFacts
  readonly more: More
  /** What the change would do, or why it cannot be, once the form was checked. */
  readonly would: Carried | Refusal | null
}

/** What was typed, to tell whether it is still what was checked. */
const typedIn = (body: Ask['body']): string =>
  JSON.stringify(
    Object.entries(body)
      .filter(([name]) => name !== '_csrf' && name !== 'step' && name !== 'checked')
      .sort(([a], [b]) => (a < b ? -1 : 1))
  )

/** Only what was checked, and is still what was checked, is saved; everything else is checked. */
const isSaving = (body: Ask['body']): boolean =>
  text(body, 'step') === 'save' && text(body, 'checked') === typedIn(body)
const isChecking = (body: Ask['body']): boolean => text(body, 'step') !== 'find' && !isSaving(body)

/** The boxes of a date carry the error on their first. */
const dates = new Set(['on', 'last'])
const problemsOf = (refusal: Refusal): Problem[] =>
  (refusal.problems ?? [{ where: 'main-content', what: refusal.refused }]).map(({ where, what }) => ({
    field: dates.has(where) ? `${where}-day` : where,
    what
  }))

export const hubOf = (childId: string) => `/children/${childId}/changes`

/** A short page for one change: its form, then what it would do, then saving. */
export function changePage<Wanted, More = null>(change: Change<Wanted, More>): Page {
  const doingOf = ({ who, today, now, origin, seal }: Ask): Doing => ({ person: who.id, today, now, origin, seal })
  const attempt = (ask: Ask, facts: ChildFacts) => {
    const read = change.read(ask.body, facts)
    return 'problems' in read ? read : () => change.carryOut(ask, facts, read.wanted, doingOf(ask))
  }
  return page<Loaded<More>>({
    at: `/children/:child/changes/${change.at}`,
    may: change.may,
    name: `change: ${change.title.toLowerCase()}`,
    load: async ask => {
      const facts = await factsOf(ask.tx, aboutOf(ask).childId)
      if (!facts) return null
      const more = ((await change.more?.(ask, facts)) ?? null) as More
      const asked = Object.keys(ask.body).length > 0 && isChecking(ask.body) && may(change.may, aboutOf(ask).standing)
      const work = asked ? attempt(ask, facts) : null
      return { facts, more, would: typeof work === 'function' ? await preview(ask.tx, work) : null }
    },
    submit: async ({ facts, would }, ask) => {
      if (text(ask.body, 'step') === 'find') return { again: [] }
      const work = attempt(ask, facts)
      if (typeof work !== 'function') return { again: work.problems }
      const result = isSaving(ask.body) ? await work() : would
      if (result && isRefusal(result))
        return { ...result, problems: problemsOf(result).map(({ field, what }) => ({ where: field, what })) }
      if (!isSaving(ask.body)) return { again: [] }
      return {
        go: (await aboutWhom(ask.tx, { child: facts.childId }))?.standing.length ? hubOf(facts.childId) : '/children',
        done: change.done
      }
    },
    view: ({ facts, more, would: result }, shown) => {
      const would = result && !isRefusal(result) ? result : null
      return {
        title: change.title,
        trail: [
          { text: 'What you need to do', href: '/' },
          { text: facts.name, href: `/children/${facts.childId}` },
          { text: 'Changes', href: hubOf(facts.childId) },
          { text: change.title }
        ],
        body: (
          <div class="reading">
            <h1 class="govuk-heading-l">
              <span class="govuk-caption-l">
                <Name of={facts.name} />
              </span>
              {change.title}
            </h1>
            {change.lead(facts)}
            <form method="post" novalidate>
              <input type="hidden" name="_csrf" value={shown.csrf} />
              {change.fields(facts, shown, more)}
              {would ? <Effects carried={would} facts={facts} /> : null}
              {would ? <input type="hidden" name="checked" value={typedIn(shown.typed ?? {})} /> : null}
              <div class="govuk-button-group">
                {would ? (
                  <>
                    <Button name="step" value="save" preventDoubleClick>
                      {change.save}
                    </Button>
                    <Button name="step" value="check" kind="secondary">
                      Look again at what it does
                    </Button>
                  </>
                ) : (
                  <Button name="step" value="check">
                    See what it does
                  </Button>
                )}
                <a class="govuk-link" href={hubOf(facts.childId)}>
                  Do not change anything
                </a>
              </div>
            </form>
          </div>
        )
      }
    }
  })
}

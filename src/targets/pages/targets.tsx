import { setAdvice } from '../../guidance/coach/around.ts'
import { type OpenSection, openSection } from '../../peps/open-section.ts'
import { pepTrail } from '../../peps/pep-header.tsx'
import { changed, type OfPep, RecordPage, recordOf, subjectOf } from '../../peps/record-page.tsx'
import { baseField, versionOf } from '../../peps/saved-record.ts'
import { SectionForm, sectionScripts } from '../../peps/section-form.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Details } from '../../ui/components/details.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { text } from '../../web/forms.ts'
import { page } from '../../web/page.ts'
import { contentOf, findTarget, moveTarget, removeTarget, type Target, targetsOf } from '../target.ts'
import { TargetCard } from '../target-card.tsx'

interface Loaded extends OfPep {
  readonly targets: readonly Target[]
  readonly section: OpenSection | null
}

/** The targets of a plan, one card each; those who write may add, change, order and remove. */
export const targetsPage = page<Loaded>({
  at: '/peps/:pep/targets',
  may: 'read plan',
  maySubmit: 'write targets',
  name: 'targets',
  load: async ask => {
    const of = await recordOf(ask, 'P', 'write targets')
    return (
      of && {
        ...of,
        targets: await targetsOf(ask.tx, of.pep.id),
        section: await openSection(ask, 'P', 'targets', of.pep)
      }
    )
  },
  subject: subjectOf,
  view: (of, shown) => ({
    title: 'Targets',
    trail: pepTrail(of.pep, 'Targets'),
    scripts: sectionScripts(of.section),
    body: (
      <RecordPage of={of} section={of.section} today={shown.today} title="Targets">
        <div class="reading">
          {of.targets.length === 0 ? (
            <p class="govuk-body">There are no targets yet. Two or three good ones are better than many.</p>
          ) : null}
          {of.targets.map((target, index) => (
            <TargetCard target={target} number={index + 1} coached={of.mayWrite}>
              {of.mayWrite ? (
                <TargetButtons
                  of={of}
                  target={target}
                  csrf={shown.csrf}
                  first={index === 0}
                  last={index === of.targets.length - 1}
                />
              ) : null}
            </TargetCard>
          ))}
          <Balance targets={of.targets} earlyYears={of.pep.phase === 'early-years'} />
          {of.mayWrite ? <Button href={`/peps/${of.pep.id}/targets/new`}>Add a target</Button> : null}
          {of.section ? <SectionForm of={of.section} shown={shown} /> : null}
        </div>
      </RecordPage>
    )
  }),
  submit: async (of, ask) => {
    const here = `/peps/${of.pep.id}/targets`
    const target = await findTarget(ask.tx, of.pep.id, text(ask.body, 'target'))
    if (!target) return { go: here, done: 'This target is not there any more. Nothing was changed.' }
    const step = text(ask.body, 'do')
    if (step === 'remove') return remove(of, ask, target)
    if (step !== 'up' && step !== 'down') return { again: [{ field: 'main-content', what: 'Choose what to do' }] }
    await moveTarget(ask.tx, target, step === 'up' ? -1 : 1)
    await changed(ask, of, { did: 'move target', before: { target: target.id, place: target.place }, after: step })
    return { go: here, done: `Moved ${step}.` }
  }
})

/** What the coach says of the set as a whole. */
function Balance({ targets, earlyYears }: { targets: readonly Target[]; earlyYears: boolean }) {
  const advice = setAdvice(
    targets.map(({ area }) => area),
    earlyYears
  )
  return advice.length > 0 ? <InsetText>{advice.join(' ')}</InsetText> : null
}

async function remove(of: OfPep, ask: Parameters<typeof changed>[0], target: Target) {
  const here = `/peps/${of.pep.id}/targets`
  if (text(ask.body, baseField('1')) !== versionOf(contentOf(target)))
    return {
      again: [
        { field: 'main-content', what: 'Somebody changed this target since you opened the page. Read it, then decide' }
      ]
    }
  if (target.premiumLines > 0)
    return {
      refused: 'A premium line pays for this target.',
      problems: [
        {
          where: 'main-content',
          what: 'A premium line pays for this target. Tie the line to another target, or remove it, first'
        }
      ]
    }
  await removeTarget(ask.tx, target)
  await changed(ask, of, { did: 'remove target', before: { target: target.id, ...contentOf(target) } })
  return { go: here, done: 'The target was removed.' }
}

interface ButtonsProps {
  of: OfPep
  target: Target
  csrf: string
  first: boolean
  last: boolean
}

function TargetButtons({ of, target, csrf, first, last }: ButtonsProps) {
  const heard = <span class="govuk-visually-hidden"> target: {target.words}</span>
  return (
    <form method="post" action={`/peps/${of.pep.id}/targets`}>
      <input type="hidden" name="_csrf" value={csrf} />
      <input type="hidden" name="target" value={target.id} />
      <input type="hidden" name={baseField('1')} value={versionOf(contentOf(target))} />
      <div class="govuk-button-group">
        <Button href={`/peps/${of.pep.id}/targets/${target.id}`}>Change{heard}</Button>
        {first ? null : (
          <Button name="do" value="up" kind="secondary">
            Move up{heard}
          </Button>
        )}
        {last ? null : (
          <Button name="do" value="down" kind="secondary">
            Move down{heard}
          </Button>
        )}
      </div>
      <Details summary={<>Remove{heard}</>}>
        <Button name="do" value="remove" kind="warning" preventDoubleClick>
          Yes, remove it{heard}
        </Button>
      </Details>
    </form>
  )
}

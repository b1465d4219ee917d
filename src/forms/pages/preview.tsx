import { may } from '../../guidance/access.ts'
import {
  type Audience,
  type Circumstance,
  circumstances,
  type Phase,
  phases,
  type Role,
  roleNames,
  roles
} from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Select } from '../../ui/components/select.tsx'

import { page } from '../../web/page.ts'
import { AskSection } from '../ask-section.tsx'
import type { FormContext } from '../condition.ts'
import type { FormDefinition, Question, Section } from '../definition.ts'
import { type FormInHand, formInHand } from '../draft.ts'
import { editionWith } from '../editions.ts'
import { formIn } from '../load.ts'
import { phaseNames } from '../local-changes.ts'
import { formTrail, phaseIn } from './form.tsx'

interface Loaded {
  readonly form: FormInHand
  readonly phase: Phase
  readonly role: Role
  readonly laid: readonly Circumstance[]
  readonly laidOut: FormDefinition
  readonly section: Section | undefined
}

const circumstanceNames: Record<Circumstance, string> = {
  'no-school-place': 'No school place',
  uasc: 'Came to the UK alone, seeking asylum',
  'first-pep': 'First plan',
  neet: 'Not in education, employment or training',
  custody: 'In custody',
  'leaving-care': 'Leaving care'
}

/** The draft as one role would meet it: the section as it is asked, and nothing that can be saved. */
export const previewFormPage = page<Loaded>({
  at: '/authority/form/preview',
  may: 'see policy',
  name: 'form as a role sees it',
  quiet: true,
  load: async ({ tx, who, query }) => {
    const form = await formInHand(tx, who)
    if (!form) return null
    const phase = phaseIn(query)
    const role = roles.find(one => one === query.role) ?? 'designated-teacher'
    const laid = circumstances.filter(one => one === query.circumstance)
    const laidOut = formIn(editionWith(form.draft), 'draft', phase, laid)
    const met = (how: Meeting) => laidOut.sections.filter(section => meeting(section, role, laid) === how)
    const meets = [...met('writes'), ...met('reads')]
    return { form, phase, role, laid, laidOut, section: meets.find(({ id }) => id === query.section) ?? meets[0] }
  },
  view: loaded => ({
    title: 'The form as each role sees it',
    trail: formTrail('As each role sees it'),
    body: (
      <div class="reading">
        <h1 class="govuk-heading-l">The form as each role sees it</h1>
        <p class="govuk-body">This is the draft. Nothing can be saved here.</p>
        <Choose loaded={loaded} />
        {loaded.section ? (
          <Shown loaded={loaded} section={loaded.section} />
        ) : (
          <p class="govuk-body">Nothing is asked of them.</p>
        )}
      </div>
    )
  })
})

type Meeting = 'writes' | 'reads' | 'nothing'

const audienceOfRole: Record<Role, Audience> = {
  administrator: 'full',
  'virtual-school-head': 'full',
  adviser: 'full',
  'social-worker': 'full',
  'team-manager': 'full',
  iro: 'full',
  'designated-teacher': 'setting',
  delegate: 'setting',
  'invited-professional': 'setting',
  carer: 'carer',
  parent: 'parent',
  child: 'child'
}

/** What a role does with a section of an open plan. */
function meeting(section: Section, role: Role, laid: readonly Circumstance[]): Meeting {
  if (section.questions.length === 0) return 'nothing'
  const subject = {
    state: 'in-progress' as const,
    section: section.id,
    sectionOwner: section.owner,
    grantedSections: [section.id],
    noSchoolPlace: laid.includes('no-school-place')
  }
  if (section.owner !== 'system' && (may('write section', [role], subject) || may('write own views', [role], subject)))
    return 'writes'
  return readBy(section, role).length > 0 ? 'reads' : 'nothing'
}

const readBy = (section: Section, role: Role): readonly Question[] => {
  const audience = audienceOfRole[role]
  return section.questions.filter(one => audience === 'full' || one.audience.includes(audience))
}

function Choose({ loaded: { phase, role, laid, laidOut, section } }: { loaded: Loaded }) {
  return (
    <form method="get" class="card">
      <Select name="role" label="Role" value={role} items={roles.map(value => ({ value, text: roleNames[value] }))} />
      <Select
        name="phase"
        label="Phase"
        value={phase}
        items={phases.map(value => ({ value, text: phaseNames[value] }))}
      />
      <Select
        name="circumstance"
        label="Circumstance"
        value={laid[0] ?? ''}
        items={[
          { value: '', text: 'None' },
          ...circumstances.map(value => ({ value, text: circumstanceNames[value] }))
        ]}
      />
      <Select
        name="section"
        label="Section"
        value={section?.id}
        items={laidOut.sections.flatMap(one => {
          const meets = meeting(one, role, laid)
          return meets === 'nothing' ? [] : [{ value: one.id, text: `${one.id}. ${one.title} (${meets})` }]
        })}
      />
      <Button kind="secondary">Show</Button>
    </form>
  )
}

function Shown({ loaded: { role, phase, laid }, section }: { loaded: Loaded; section: Section }) {
  const writes = meeting(section, role, laid) === 'writes'
  return (
    <section class="card" aria-labelledby="previewed">
      <h2 class="govuk-heading-l" id="previewed">
        {section.title}
      </h2>
      {section.intro ? <p class="govuk-body">{section.intro}</p> : null}
      {writes ? (
        <>
          <fieldset class="govuk-fieldset" disabled>
            <legend class="govuk-visually-hidden">{section.title}, to look at only</legend>
            <AskSection
              section={section}
              context={contextOf(phase, laid)}
              asking={() => ({ value: null, base: 0 })}
              only={question => question.owner === undefined || question.owner === role || !ownOnly(role)}
            />
          </fieldset>
          <InsetText>Questions that wait for another answer appear when it is given.</InsetText>
        </>
      ) : (
        <>
          <p class="govuk-body">This role reads here. It sees the answers to:</p>
          <ul class="govuk-list govuk-list--bullet">
            {readBy(section, role).map(({ label }) => (
              <li class="as-written">{label}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** The child and the family are asked their own questions and no others. */
const ownOnly = (role: Role) => role === 'child' || role === 'carer' || role === 'parent'

const contextOf = (phase: Phase, laid: readonly Circumstance[]): FormContext => ({
  answers: new Map(),
  phase,
  circumstances: laid,
  kind: 'termly',
  term: 'autumn',
  yearGroup: { 'early-years': -1, primary: 4, secondary: 9, 'post-16': 12 }[phase]
})

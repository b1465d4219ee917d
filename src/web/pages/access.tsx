import { type ActionName, actions, permission } from '../../guidance/access.ts'
import { capital, type Role, roleNames, roles } from '../../guidance/words.ts'
import { Table } from '../../ui/components/table.tsx'
import { page } from '../page.ts'

const actionNames = Object.keys(actions) as ActionName[]
const named = (action: ActionName, how: 'allowed' | 'own'): string => {
  const holders: readonly Role[] = roles.filter(role => permission(action, role) === how)
  if (holders.length === roles.length) return 'everyone who is signed in'
  return holders.map(role => roleNames[role]).join(', ') || '–'
}

/** The table that every page asks, as it stands. */
export const accessPage = page({
  at: '/help/access',
  may: 'see how access works',
  name: 'how access works',
  quiet: true,
  load: async () => ({}),
  view: () => ({
    title: 'Who may do what',
    trail: [{ text: 'What you need to do', href: '/' }, { text: 'Who may do what' }],
    body: (
      <div>
        <div class="reading">
          <h1 class="govuk-heading-xl">Who may do what</h1>
          <p class="govuk-body-l">Two questions decide: whose children you see, and what you may do with them.</p>
          <h2 class="govuk-heading-m">Whose children you see</h2>
          <ul class="govuk-list govuk-list--bullet">
            <li>In the Virtual School: the children of the council.</li>
            <li>As designated teacher: the children at your settings, of every council that appointed you there.</li>
            <li>
              As social worker or reviewing officer: the children allocated to you. A team manager: those of the team.
            </li>
            <li>As carer, parent or young person: your own child, or yourself.</li>
            <li>As delegate or invited professional: one plan, and in it the sections that you were given.</li>
          </ul>
          <p class="govuk-body">
            Access begins and ends with the day of an appointment, an allocation, an enrolment or a placement. A child
            whose record is restricted is seen by named people only. Every look is on record.
          </p>
          <h2 class="govuk-heading-m">What you may do with them</h2>
          <p class="govuk-body">
            “When it applies” means that the state of the plan, or whose section it is, decides: nobody writes in a plan
            that is signed off.
          </p>
        </div>
        <Table
          cards
          firstCellIsHeader
          columns={[{ heading: 'What' }, { heading: 'Always' }, { heading: 'When it applies' }]}
          rows={actionNames.map(action => [capital(action), named(action, 'allowed'), named(action, 'own')])}
        />
      </div>
    )
  })
})

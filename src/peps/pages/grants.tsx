import { isUuid } from '../../db/transaction.ts'
import { roleThatMay } from '../../guidance/access.ts'
import { inWords } from '../../guidance/dates.ts'
import { Button } from '../../ui/components/button.tsx'
import { Checkboxes } from '../../ui/components/checkboxes.tsx'
import { DateInput } from '../../ui/components/date-input.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { Table } from '../../ui/components/table.tsx'
import { filledDate, filledField, several, text } from '../../web/forms.ts'
import { aboutOf, page } from '../../web/page.ts'
import { type GrantRow, readGrants } from '../grants.queries.ts'
import { grantable, grantedRoles, invite, readInvited, stopGrant } from '../grants.ts'
import { PepHeader, pepTrail } from '../pep-header.tsx'
import { type OpenPlan, openPlan } from '../section.ts'

interface Loaded extends OpenPlan {
  readonly grants: readonly GrantRow[]
}

/** Asks a colleague or another professional to fill named sections until a day; the list, and how to stop it. */
export const grantsPage = page<Loaded>({
  at: '/peps/:pep/helpers',
  may: 'grant a section',
  name: 'who is asked for sections',
  freshly: true,
  load: async ({ tx, params, today }) => {
    const plan = await openPlan(tx, params.pep ?? '', today)
    return plan && { ...plan, grants: await readGrants(tx, plan.pep.id) }
  },
  submit: async (loaded, ask) => {
    const { tx, body, who, today, origin } = ask
    const { standing } = aboutOf(ask)
    const role = roleThatMay('grant a section', standing, { state: loaded.pep.state })
    const doing = { person: who.id, role, today, origin }
    const go = `/peps/${loaded.pep.id}/helpers`
    const stop = text(body, 'stop')
    if (isUuid(stop)) return (await stopGrant(tx, loaded, stop, doing)) ?? { go, done: 'Stopped.' }
    const read = readInvited(
      body,
      grantable(loaded, standing).map(section => section.id),
      today
    )
    if ('problems' in read) return { again: read.problems }
    return (await invite(tx, loaded, read.invited, doing)) ?? { go, done: 'They have been asked by e-mail.' }
  },
  view: (loaded, { csrf, today, typed, problems, about }) => {
    const { pep, grants, form } = loaded
    const title = (id: string) => form.sections.find(section => section.id === id)?.title ?? id
    const field = filledField(typed ?? {}, problems)
    const errorOf = (name: string) => problems.find(one => one.field === name)?.what
    return {
      title: 'Ask somebody to fill in a section',
      trail: pepTrail(pep, 'Helpers'),
      body: (
        <div class="reading">
          <PepHeader pep={pep} today={today} />
          <h1 class="govuk-heading-l">Ask somebody to fill in a section</h1>
          <p class="govuk-body">
            They see and write only the sections you choose, until the day you choose or until the plan is signed off.
          </p>
          {grants.length > 0 ? (
            <Table
              caption="Asked so far"
              cards
              columns={[
                { heading: 'Who' },
                { heading: 'Sections' },
                { heading: 'Until' },
                { heading: 'Stop', label: 'Stop' }
              ]}
              rows={grants.map(grant => [
                `${grant.name ?? 'Somebody'}${grant.by ? `, asked by ${grant.by}` : ''}`,
                grant.sections.map(title).join(', '),
                grant.running && grant.ends
                  ? inWords(Temporal.PlainDate.from(grant.ends).subtract({ days: 1 }))
                  : 'Ended',
                grant.running ? (
                  <form method="post">
                    <input type="hidden" name="_csrf" value={csrf} />
                    <button class="link-button" type="submit" name="stop" value={grant.id}>
                      Stop<span class="govuk-visually-hidden"> {grant.name}</span>
                    </button>
                  </form>
                ) : (
                  ''
                )
              ])}
            />
          ) : null}
          <form method="post" novalidate>
            <input type="hidden" name="_csrf" value={csrf} />
            <Input {...field('name')} label="Their name" autocomplete="off" />
            <Input {...field('email')} label="Their e-mail address" type="email" autocomplete="off" />
            <Radios
              name="role"
              legend="Who are they?"
              value={typed ? text(typed, 'role') : undefined}
              error={errorOf('role')}
              items={Object.entries(grantedRoles).map(([value, words]) => ({ value, text: words }))}
            />
            <Checkboxes
              name="sections"
              legend="Which sections?"
              small
              values={typed ? several(typed, 'sections') : []}
              error={errorOf('sections')}
              items={grantable(loaded, about?.standing ?? []).map(({ id, title: words }) => ({
                value: id,
                text: words
              }))}
            />
            <DateInput
              {...filledDate(typed ?? {}, problems)('until')}
              legend="Until when may they write?"
              hint="The last day"
            />
            <Button preventDoubleClick>Ask them</Button>
          </form>
        </div>
      )
    }
  }
})

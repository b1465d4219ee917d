import { ownAuthority } from '../../authorities/policy-change.ts'
import { phaseNames } from '../../forms/local-changes.ts'
import { phases } from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { Details } from '../../ui/components/details.tsx'
import { Table } from '../../ui/components/table.tsx'
import { Tag } from '../../ui/components/tag.tsx'
import { page } from '../../web/page.ts'
import { areaName } from '../areas.ts'
import { type Exemplar, exemplarsOf } from '../exemplars.ts'

/** The good targets that stand beside the target form, which the Virtual School keeps. */
export const goodTargetsPage = page<readonly Exemplar[]>({
  at: '/authority/good-targets',
  may: 'edit good targets',
  name: 'good targets',
  quiet: true,
  load: async ({ tx, who }) => {
    const authority = await ownAuthority(tx, who)
    return authority && exemplarsOf(tx, authority.code)
  },
  view: exemplars => ({
    title: 'Good targets',
    trail: [{ text: 'What you need to do', href: '/' }, { text: 'Good targets' }],
    body: (
      <div class="reading">
        <h1 class="govuk-heading-l">Good targets</h1>
        <p class="govuk-body">
          Whoever writes a target can look at these, by phase and area. Change them, hide them, or add your own.
        </p>
        <Button href="/authority/good-targets/new">Add one</Button>
        {[null, ...phases].map(phase => {
          const some = exemplars.filter(one => one.phase === phase)
          return some.length === 0 ? null : (
            <Details summary={`${phase ? phaseNames[phase] : 'every phase'}: ${some.length}`}>
              <Table
                cards
                columns={[{ heading: 'Area' }, { heading: 'Target' }, { heading: 'Before' }, { heading: 'Change' }]}
                rows={some.map(({ key, area, words, baseline, hidden }) => [
                  areaName(area),
                  <span class="as-written">{words}</span>,
                  <span class="as-written">{baseline}</span>,
                  <>
                    {hidden ? <Tag colour="grey">Hidden</Tag> : null}{' '}
                    <a class="govuk-link" href={`/authority/good-targets/${key}`}>
                      Change<span class="govuk-visually-hidden"> {words}</span>
                    </a>
                  </>
                ])}
              />
            </Details>
          )
        })}
      </div>
    )
  })
})

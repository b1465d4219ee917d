import { isUuid } from '../../db/transaction.ts'
import { inWords } from '../../guidance/dates.ts'
import { withCommas } from '../../guidance/numbers.ts'
import { roleNames } from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { DateInput } from '../../ui/components/date-input.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { SummaryList } from '../../ui/components/summary-list.tsx'
import { dateField, text } from '../../web/forms.ts'
import { page, type Shown } from '../../web/page.ts'
import { boxesOf, errorOf, typedOr } from '../../web/typed-again.ts'
import { endPost, letIn, type Post, postFor } from '../posts.ts'
import { changeInWords } from '../reach.ts'

/** One post: what it shows today, and its end. */
export const endPostPage = page<Post>({
  at: '/people/posts/:post',
  may: 'give a post',
  name: 'end a post',
  freshly: true,
  load: ({ tx, who, params, today }) =>
    isUuid(params.post ?? '') ? postFor(tx, who, params.post ?? '', today) : Promise.resolve(null),
  submit: async (post, { tx, who, body, today, now }) => {
    if (text(body, 'admit') === 'yes')
      return (await letIn(tx, who, post)) ?? { go: '/people', done: `${post.person.name} can sign in again.` }
    const when = text(body, 'when')
    if (when !== 'now' && when !== 'on') return { again: [{ field: 'when', what: 'Choose when it ends.' }] }
    const until = dateField(body, 'until')
    if (when === 'on' && !('date' in until))
      return { again: [{ field: 'until-day', what: 'problem' in until ? until.problem : 'Enter their last day.' }] }
    const last = when === 'on' && 'date' in until ? until.date : null
    const refused = await endPost(tx, who, post, last, { today, now })
    if (!refused)
      return {
        go: '/people',
        done: last
          ? `${post.person.name}: the last day is ${inWords(last)}.`
          : `${post.person.name}: the post has ended.`
      }
    return refused.problems
      ? { again: refused.problems.map(({ where, what }) => ({ field: `${where}-day`, what })) }
      : refused
  },
  view: (post, shown) => ({
    title: `End a post: ${post.person.name}`,
    trail: [
      { text: 'What you need to do', href: '/' },
      { text: 'People', href: '/people' },
      { text: post.person.name }
    ],
    body: (
      <>
        <h1 class="govuk-heading-l">End a post: {post.person.name}</h1>
        {post.suspended ? <Suspended shown={shown} /> : null}
        <form method="post" action={shown.path} novalidate class="reading">
          <SummaryList
            rows={[
              { key: 'Role', value: roleNames[post.role] },
              { key: 'Where', value: post.place },
              { key: 'E-mail address', value: post.person.email ?? 'none' },
              { key: 'First day', value: inWords(post.from) },
              { key: 'Last day', value: post.until ? inWords(post.until) : 'no end' },
              {
                key: 'Shows today',
                value: post.children === 1 ? '1 child' : `${withCommas(post.children)} children`
              }
            ]}
          />
          <p class="govuk-body">
            When it ends, this person {changeInWords(post.change)}. They keep a plan that they are working on, and
            nothing newer, until it is signed off. They are signed out at once.
          </p>
          <input type="hidden" name="_csrf" value={shown.csrf} />
          <Radios
            name="when"
            legend="When does it end?"
            legendSize="s"
            value={typedOr(shown, 'when', null)}
            error={errorOf(shown, 'when')}
            items={[
              { value: 'now', text: 'Now, this minute' },
              { value: 'on', text: 'With a last day, below' }
            ]}
          />
          <DateInput
            name="until"
            legend="Last day"
            legendSize="s"
            values={boxesOf(shown, 'until', post.until)}
            error={errorOf(shown, 'until-day')}
          />
          <Button kind="warning" preventDoubleClick>
            End this post
          </Button>
        </form>
      </>
    )
  })
})

const Suspended = ({ shown }: { shown: Shown }) => (
  <form method="post" action={shown.path} class="reading">
    <h2 class="govuk-heading-m">This account is suspended</h2>
    <p class="govuk-body">
      Nobody has signed in to it for a long time. Its person comes back by a link by e-mail, or you let them in again.
    </p>
    <input type="hidden" name="_csrf" value={shown.csrf} />
    <Button kind="secondary" name="admit" value="yes" preventDoubleClick>
      Let them in again
    </Button>
  </form>
)

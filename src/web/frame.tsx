import { type Role, roleNames } from '../guidance/words.ts'
import type { HelpRow } from '../people/help.ts'
import { Button } from '../ui/components/button.tsx'
import { ErrorWord } from '../ui/components/error-message.tsx'
import { ErrorSummary } from '../ui/components/error-summary.tsx'
import type { Help } from '../ui/components/footer.tsx'
import { Name } from '../ui/components/name.tsx'
import { NotificationBanner } from '../ui/components/notification-banner.tsx'
import { Layout } from '../ui/layout.tsx'
import type { Asking, Problem, View } from './page.ts'
import type { Seeing } from './seeing.ts'
import type { Service } from './service.ts'

export interface Around {
  service: Service
  who: Asking | null
  csrf: string
  path: string
  help: HelpRow | null
  problems: readonly Problem[]
  done: string | null
  seeing: Seeing | null
  /** What is typed here is kept on the device until the service has it. */
  keepsForms: boolean
}

const helpOf = (row: HelpRow | null): Help => ({
  virtualSchool: row
    ? { name: row.virtual_school_name, email: row.virtual_school_email, phone: row.virtual_school_phone ?? undefined }
    : { name: 'Ask the Virtual School of your council', email: '' },
  adviser: row?.adviser_name && row.adviser_email ? { name: row.adviser_name, email: row.adviser_email } : undefined,
  frontDoor: row
    ? { name: row.front_door_name, phone: row.front_door_phone }
    : { name: 'NSPCC helpline', phone: '0808 800 5000' },
  safeguardingLead:
    row?.safeguarding_name && row.safeguarding_phone
      ? { name: row.safeguarding_name, phone: row.safeguarding_phone }
      : undefined
})

const sections: ReadonlyArray<{ href: string; text: string; roles: readonly Role[] }> = [
  { href: '/', text: 'What you need to do', roles: [] },
  {
    href: '/children',
    text: 'Children',
    roles: [
      'administrator',
      'virtual-school-head',
      'adviser',
      'designated-teacher',
      'social-worker',
      'team-manager',
      'iro'
    ]
  },
  {
    href: '/concerns',
    text: 'Concerns',
    roles: ['virtual-school-head', 'adviser', 'social-worker', 'team-manager', 'designated-teacher']
  },
  { href: '/insight/lateness', text: 'Late', roles: ['virtual-school-head', 'adviser', 'administrator'] },
  { href: '/messages', text: 'Messages', roles: [] },
  { href: '/imports', text: 'Imports', roles: ['administrator', 'virtual-school-head'] },
  { href: '/authority/policy', text: 'Policy', roles: ['administrator', 'virtual-school-head'] },
  { href: '/authority/good-targets', text: 'Good targets', roles: ['adviser', 'virtual-school-head'] },
  { href: '/authority/form', text: 'Form', roles: ['administrator', 'virtual-school-head'] },
  { href: '/stand-ins', text: 'Stand-ins', roles: ['team-manager', 'adviser'] },
  { href: '/people', text: 'People', roles: ['administrator', 'virtual-school-head'] }
]

/** Family have a page of their own instead of a list of work; a young person has nothing else. */
function sectionsFor({ kind, roles }: Asking): ReadonlyArray<{ readonly href: string; readonly text: string }> {
  if (kind !== 'family')
    return sections.filter(one => one.roles.length === 0 || one.roles.some(role => roles.includes(role)))
  if (roles.every(role => role === 'child')) return [{ href: '/', text: 'My page' }]
  return [
    { href: '/', text: 'Your page' },
    { href: '/messages', text: 'Messages' }
  ]
}

const clock = (until: Temporal.Instant) =>
  until.toZonedDateTimeISO('Europe/London').toPlainTime().toString({ smallestUnit: 'minute' })

/** On every page of a preview: whose view it is, that nothing is done, and the way out. */
const Preview = ({ seeing, who, csrf }: { seeing: Seeing; who: Asking; csrf: string }) => (
  <NotificationBanner title="Preview" titleId="preview-title">
    <p class="govuk-notification-banner__heading">
      You see what {who.name} sees{who.roles[0] ? `, as ${roleNames[who.roles[0]]}` : ''}. Nothing that you press here
      is done.
    </p>
    <form method="post" action="/see-as/end">
      <input type="hidden" name="_csrf" value={csrf} />
      <p class="govuk-body">
        Each child that you see goes on record under your name. It ends at {clock(seeing.until)}.
      </p>
      <Button kind="secondary" preventDoubleClick>
        End the preview
      </Button>
    </form>
  </NotificationBanner>
)

/** The frame around every page: whose page this is, where one is, who can help. */
export function Frame({ around, view }: { around: Around; view: View }) {
  const { who, service } = around
  const nav = who
    ? sectionsFor(who).map(({ href, text }) => ({
        href,
        text,
        current: href === '/' ? around.path === '/' : around.path.startsWith(href)
      }))
    : []
  const role = who?.roles[0]
  return (
    <Layout
      title={around.problems.length > 0 ? `${view.frame?.error ?? 'Error'}: ${view.title}` : view.title}
      service={{
        name: 'Open PEP',
        nav: view.bare ? [] : nav,
        person:
          who && !view.bare
            ? {
                id: who.id,
                name: who.name,
                roleName: role ? roleNames[role] : 'no role today',
                signOutHref: '/sign-out',
                accountHref: '/account'
              }
            : undefined
      }}
      breadcrumbs={view.trail?.map(({ text, href }) => ({ text: <Name of={text} />, href }))}
      help={helpOf(around.help)}
      banner={
        service.config.mode === 'demo'
          ? { tag: 'Demonstration', text: 'Everybody here is invented. Do not enter anything about a real child.' }
          : undefined
      }
      stylesheets={['main.css', ...(view.styles ?? [])].map(service.asset)}
      icon={service.asset('icon.svg')}
      scripts={[
        'main.js',
        ...(who ? ['idle.js', 'sign-out.js'] : []),
        ...(who && around.keepsForms && !view.bare ? ['kept-form.js'] : []),
        ...(view.scripts ?? [])
      ].map(service.asset)}
      csrf={around.csrf}
      footer={view.footer}
      look={view.look}
      lang={view.lang}
      dir={view.dir}
      skip={view.frame?.skip}
    >
      <ErrorWord.Provider value={view.frame?.error ?? 'Error'}>
        {around.seeing && who ? <Preview seeing={around.seeing} who={who} csrf={around.csrf} /> : null}
        {around.done ? (
          <NotificationBanner kind="success" title={view.frame?.done}>
            {around.done}
          </NotificationBanner>
        ) : null}
        {around.problems.length > 0 ? (
          <ErrorSummary
            title={view.frame?.problem}
            errors={around.problems.map(({ field, what }) => ({ text: what, href: `#${field}` }))}
          />
        ) : null}
        {view.body}
      </ErrorWord.Provider>
    </Layout>
  )
}

import type { ComponentChildren } from 'preact'
import { tokens } from './components/attributes.ts'
import { Breadcrumbs, type Crumb } from './components/breadcrumbs.tsx'
import { Footer, type Help } from './components/footer.tsx'
import { Header } from './components/header.tsx'
import { PhaseBanner } from './components/phase-banner.tsx'
import { ServiceNavigation } from './components/service-navigation.tsx'
import { SkipLink } from './components/skip-link.tsx'

export interface SignedInPerson {
  id: string
  name: string
  roleName: string
  /** Signing out changes something, so it is a post. */
  signOutHref: string
  accountHref: string
}

export interface LayoutProps {
  /** The page's own words; the service's name is added. Begin with `Error: ` when the form came back. */
  title: string
  service: {
    name: string
    nav: ReadonlyArray<{ href: string; text: string; current?: boolean }>
    person?: SignedInPerson
  }
  breadcrumbs?: readonly Crumb[]
  /** Stands above the heading where there are no breadcrumbs: a `<BackLink>`. */
  before?: ComponentChildren
  help: Help
  /** Instead of the usual foot. */
  footer?: ComponentChildren
  /** How the reader wants the page: `big`, `easy`. */
  look?: readonly string[]
  banner?: { tag: string; text: ComponentChildren }
  /** Addresses with their hash; loaded as modules. */
  scripts?: readonly string[]
  /** Addresses with their hash, the everyday one first. */
  stylesheets: readonly string[]
  /** The `icon.svg` of the manifest. */
  icon?: string
  /** The form token, for signing out. */
  csrf?: string
  /** Of the page; what the frame says in English is marked so. */
  lang?: string
  dir?: 'ltr' | 'rtl'
  /** "Skip to main content" in the page's language. */
  skip?: ComponentChildren
  children: ComponentChildren
}

/** Every page: whose it is, where one is, what to do next, and where to get help. */
export function Layout(props: LayoutProps) {
  const { title, service, breadcrumbs, before, help, banner, stylesheets, icon, lang = 'en', dir, children } = props
  const english = lang === 'en' ? {} : ({ lang: 'en', dir: 'ltr' } as const)
  return (
    <html lang={lang} dir={dir} class={tokens('govuk-template', ...(props.look ?? []).map(one => `look-${one}`))}>
      <head>
        <meta charset="utf-8" />
        <title>{title === service.name ? title : `${title} – ${service.name}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="referrer" content="no-referrer" />
        {icon ? <link rel="icon" href={icon} type="image/svg+xml" /> : null}
        {stylesheets.map(href => (
          <link rel="stylesheet" href={href} />
        ))}
        {(props.scripts ?? []).map(script => (
          <script type="module" src={script} />
        ))}
      </head>
      <body class="govuk-template__body">
        <SkipLink>{props.skip ?? 'Skip to main content'}</SkipLink>
        <header class="govuk-template__header" {...english}>
          <Header end={service.person && <SignedIn person={service.person} csrf={props.csrf} />}>{service.name}</Header>
          {service.nav.length > 0 ? <ServiceNavigation items={service.nav} /> : null}
          {banner ? <PhaseBanner tag={banner.tag}>{banner.text}</PhaseBanner> : null}
        </header>
        <div class="govuk-width-container">
          {breadcrumbs ? <Breadcrumbs items={breadcrumbs} collapseOnMobile /> : before}
          <main class="govuk-main-wrapper" id="main-content">
            {children}
          </main>
        </div>
        {props.footer ? (
          <footer class="govuk-template__footer">{props.footer}</footer>
        ) : (
          <footer class="govuk-template__footer" {...english}>
            <Footer help={help} />
          </footer>
        )}
      </body>
    </html>
  )
}

function SignedIn({ person, csrf }: { person: SignedInPerson; csrf?: string }) {
  return (
    <form class="signed-in" method="post" action={person.signOutHref} data-person={person.id}>
      {csrf ? <input type="hidden" name="_csrf" value={csrf} /> : null}
      <span class="signed-in__who">
        <a class="govuk-link" href={person.accountHref}>
          {person.name}
        </a>
        , {person.roleName}
      </span>
      <button class="link-button" type="submit">
        Sign out
      </button>
    </form>
  )
}

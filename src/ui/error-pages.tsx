import type { ComponentChildren } from 'preact'
import { BackLink } from './components/back-link.tsx'
import { Button } from './components/button.tsx'
import { ErrorSummary } from './components/error-summary.tsx'

/** The five ways in which a page can fail. Each is what stands inside the `Layout`. */

function Failure({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="reading">
      <h1 class="govuk-heading-l">{title}</h1>
      {children}
    </div>
  )
}

const StartAgain = ({ href = '/' }: { href?: string }) => (
  <p class="govuk-body">
    <a class="govuk-link" href={href}>
      Go to what you need to do
    </a>
  </p>
)

/** Nothing is there, or it is not theirs: the two must look the same. */
export function NotFound() {
  return (
    <Failure title="Page not found">
      <p class="govuk-body">If you typed the address, check it. If you pasted it, check that you copied all of it.</p>
      <p class="govuk-body">
        If a link brought you here, the page may have moved or may not be yours to see. Access follows who is
        responsible for a child today. Get help below if you think that you should see it.
      </p>
      <StartAgain />
    </Failure>
  )
}

/** They may see the thing but not do this to it. `reason` is a whole sentence that says who may. */
export function Forbidden({ reason }: { reason?: string }) {
  return (
    <Failure title="You cannot do this">
      <p class="govuk-body">{reason ?? 'Your role does not allow this step.'}</p>
      <p class="govuk-body">Nothing has been changed. Get help below if this is part of your work.</p>
      <StartAgain />
    </Failure>
  )
}

export interface InvalidProps {
  /** What is wrong and how to mend it, one by one. */
  problems: ReadonlyArray<{ text: ComponentChildren; href?: string }>
  /** The page where it can be mended. */
  backHref?: string
}

/** What was sent makes no sense and there is no form to show it in. */
export function Invalid({ problems, backHref }: InvalidProps) {
  return (
    <Failure title="We could not use what was sent">
      <ErrorSummary errors={problems} />
      <p class="govuk-body">Nothing has been changed.</p>
      {backHref ? <BackLink href={backHref}>Go back and mend it</BackLink> : <StartAgain />}
    </Failure>
  )
}

export interface StaleProps {
  /** What was being changed, in the words of its question. */
  what: string
  yours: ComponentChildren
  theirs: { by: string; at: string; value: ComponentChildren }
  /** Where the choice is posted, as `keep=mine` or `keep=theirs`, and what must go with it. */
  choice: { action: string; csrf?: string; fields?: Readonly<Record<string, string>> }
}

/** Somebody else saved first: both versions, and nothing lost until somebody chooses. */
export function Stale({ what, yours, theirs, choice }: StaleProps) {
  return (
    <>
      <h1 class="govuk-heading-l">Somebody else changed this while you were writing</h1>
      <p class="govuk-body">
        {what}: both versions are kept until you choose. {theirs.by} saved theirs at {theirs.at}.
      </p>
      <form method="post" action={choice.action}>
        {choice.csrf ? <input type="hidden" name="_csrf" value={choice.csrf} /> : null}
        {Object.entries(choice.fields ?? {}).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <div class="versions">
          <Version title="Yours" button="Keep mine" keep="mine">
            {yours}
          </Version>
          <Version title={`From ${theirs.by}`} button="Keep theirs" keep="theirs">
            {theirs.value}
          </Version>
        </div>
      </form>
    </>
  )
}

interface VersionProps {
  title: string
  button: string
  keep: 'mine' | 'theirs'
  children: ComponentChildren
}

function Version({ title, button, keep, children }: VersionProps) {
  return (
    <section class="card">
      <h2 class="govuk-heading-m">{title}</h2>
      <p class="govuk-body as-written">{children}</p>
      <Button name="keep" value={keep} kind="secondary" preventDoubleClick>
        {button}
      </Button>
    </section>
  )
}

/** We are at fault. `reference` lets support find it in the log; it names nobody. */
export function Unavailable({ reference, tryAgainHref }: { reference?: string; tryAgainHref?: string }) {
  return (
    <Failure title="Sorry, this is not working just now">
      <p class="govuk-body">What you saved before is safe. What you just sent may not have been saved.</p>
      <p class="govuk-body">Wait a minute and try again.</p>
      {reference ? <p class="govuk-body">If you ask for help, give this reference: {reference}.</p> : null}
      <StartAgain href={tryAgainHref} />
    </Failure>
  )
}

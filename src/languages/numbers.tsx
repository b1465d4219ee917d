const Dial = ({ to, children }: { to: string; children: string }) => (
  <a class="govuk-link child-page__number" href={`tel:${to}`} dir="ltr">
    {children}
  </a>
)

/** Numbers to ring, the same in every language, read from the left. */
export const telephone = {
  childline: <Dial to="08001111">0800 1111</Dial>,
  emergency: <Dial to="999">999</Dial>
}

/** Its own name, by which it is found and answers. */
export const Childline = () => (
  <strong lang="en" dir="ltr">
    Childline
  </strong>
)

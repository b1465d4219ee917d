/** The foot of the child's own pages: who to talk to. The adults' own contacts and rules are not for them. */
export const ChildFooter = () => (
  <div class="footer">
    <section class="govuk-width-container child-footer" aria-labelledby="talk">
      <h2 class="govuk-heading-m" id="talk">
        Who can I talk to?
      </h2>
      <p class="child-footer__words">
        <strong>Childline:</strong>{' '}
        <a class="govuk-link child-page__number" href="tel:08001111">
          0800 1111
        </a>
        . It is free, day or night. You do not have to give your name.
      </p>
      <p class="child-footer__words">
        <strong>A grown-up you trust:</strong> your social worker, your carer, or someone at school.
      </p>
      <p class="child-footer__words">
        <strong>Are you in danger right now?</strong> Call 999.
      </p>
    </section>
  </div>
)

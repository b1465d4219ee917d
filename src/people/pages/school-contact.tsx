import { emailAddress } from '../../guidance/email-address.ts'
import { Button } from '../../ui/components/button.tsx'
import { Fieldset } from '../../ui/components/fieldset.tsx'
import { Input } from '../../ui/components/input.tsx'
import { filledField, formRefused, written } from '../../web/forms.ts'
import { type Ask, type Problem, page } from '../../web/page.ts'
import { type ContactWords, contactFor, keepContact, type SettingContact, saysEscalation } from '../setting-contacts.ts'

interface Loaded {
  readonly contact: SettingContact
  /** They say where late work is told to. */
  readonly escalation: boolean
}

/** The contacts of one school, kept by its designated teacher or the Virtual School. */
export const schoolContactPage = page<Loaded>({
  at: '/school-contacts/:setting',
  may: 'keep school contacts',
  name: 'contacts of a school',
  load: async ({ tx, who, params }) => {
    const contact = await contactFor(tx, who, params.setting ?? '')
    return contact && { contact, escalation: saysEscalation(who) }
  },
  submit: async ({ contact, escalation }, { tx, who, body }) => {
    const { problems, words } = readContact(body)
    if (problems.length > 0) return formRefused(problems)
    const after = escalation ? words : { ...words, escalationEmail: contact.escalationEmail }
    await keepContact(tx, who, contact, after)
    return { go: '/school-contacts', done: `The contacts of ${contact.name} are saved.` }
  },
  view: ({ contact, escalation }, shown) => {
    const stored = {
      'office-phone': contact.officePhone ?? '',
      'office-email': contact.officeEmail ?? '',
      'lead-name': contact.safeguardingName ?? '',
      'lead-phone': contact.safeguardingPhone ?? '',
      'late-email': contact.escalationEmail ?? ''
    }
    const field = filledField(shown.typed ?? stored, shown.problems)
    return {
      title: `Contacts of ${contact.name}`,
      trail: [
        { text: 'What you need to do', href: '/' },
        { text: 'School contacts', href: '/school-contacts' },
        { text: contact.name }
      ],
      body: (
        <div class="reading">
          <h1 class="govuk-heading-l">Contacts of {contact.name}</h1>
          <p class="govuk-body">
            Designated teacher:{' '}
            {contact.teachers.map(({ name, email }) => [name, email].filter(Boolean).join(', ')).join('; ') ||
              'nobody yet. An administrator of the Virtual School gives the post'}
            .
          </p>
          <form method="post" novalidate>
            <input type="hidden" name="_csrf" value={shown.csrf} />
            <Fieldset legend="School office" legendSize="m">
              <Input label="Telephone" type="tel" width={20} {...field('office-phone')} />
              <Input label="E-mail address" type="email" {...field('office-email')} />
            </Fieldset>
            <Fieldset legend="Safeguarding lead" legendSize="m">
              <Input label="Name" {...field('lead-name')} />
              <Input label="Telephone" type="tel" width={20} {...field('lead-phone')} />
            </Fieldset>
            {escalation ? (
              <Input
                label="E-mail address to which late work is told"
                labelSize="m"
                hint="Somebody other than the designated teacher, for example the head’s office. They learn only that something is late at their school."
                type="email"
                {...field('late-email')}
              />
            ) : null}
            <Button preventDoubleClick>Save</Button>
          </form>
        </div>
      )
    }
  }
})

function readContact(body: Ask['body']): { problems: Problem[]; words: ContactWords } {
  const problems: Problem[] = []
  const line = (name: string) => written(body, name).replace(/\s+/g, ' ') || null
  const phone = (name: string) => {
    const typed = line(name)
    if (typed !== null && !/^\+?[\d ()-]{5,25}$/.test(typed))
      problems.push({ field: name, what: 'Enter a telephone number, for example 01632 960 001' })
    return typed
  }
  const email = (name: string) => {
    const typed = line(name)
    const read = typed === null ? null : emailAddress(typed)
    if (read === null) return null
    if ('value' in read) return read.value
    problems.push({ field: name, what: 'Enter an e-mail address, for example office@school.sch.uk' })
    return null
  }
  const words = {
    officePhone: phone('office-phone'),
    officeEmail: email('office-email'),
    safeguardingName: line('lead-name'),
    safeguardingPhone: phone('lead-phone'),
    escalationEmail: email('late-email')
  }
  if ((words.safeguardingName?.length ?? 0) > 100)
    problems.push({ field: 'lead-name', what: 'Shorten the name to 100 characters' })
  return { problems, words }
}

import {
  Accordion,
  Button,
  CharacterCount,
  Checkboxes,
  createAll,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  ServiceNavigation,
  SkipLink,
  Tabs
} from 'govuk-frontend'
import { foldLongParts } from './folded.ts'

// A browser that runs a module is one that the package supports.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')

const components = [
  Accordion,
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  ServiceNavigation,
  SkipLink,
  Tabs
]
for (const component of components) createAll(component)
foldLongParts()
// A part of the page that was drawn anew.
document.addEventListener('drawn', ({ detail }: CustomEventInit<Element>) => {
  for (const component of components) createAll(component, undefined, detail)
})

/** The package ships no types; these are the few of its names that we use. */
declare module 'govuk-frontend' {
  interface ComponentClass {
    readonly moduleName: string
    new (root: Element, config?: Readonly<Record<string, unknown>>): unknown
  }
  export const Accordion: ComponentClass
  export const Button: ComponentClass
  export const CharacterCount: ComponentClass
  export const Checkboxes: ComponentClass
  export const ErrorSummary: ComponentClass
  export const NotificationBanner: ComponentClass
  export const PasswordInput: ComponentClass
  export const ServiceNavigation: ComponentClass
  export const SkipLink: ComponentClass
  export const Tabs: ComponentClass
  export function createAll(component: ComponentClass, config?: undefined, within?: Element): unknown[]
}

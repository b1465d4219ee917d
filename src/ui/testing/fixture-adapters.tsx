import type { VNode } from 'preact'
import { z } from 'zod'
import { Accordion } from '../components/accordion.tsx'
import { BackLink } from '../components/back-link.tsx'
import { Breadcrumbs } from '../components/breadcrumbs.tsx'
import { Button } from '../components/button.tsx'
import { Details } from '../components/details.tsx'
import { ErrorMessage } from '../components/error-message.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Fieldset } from '../components/fieldset.tsx'
import { Header } from '../components/header.tsx'
import { Hint } from '../components/hint.tsx'
import { InsetText } from '../components/inset-text.tsx'
import { Label } from '../components/label.tsx'
import { NotificationBanner } from '../components/notification-banner.tsx'
import { Pagination } from '../components/pagination.tsx'
import { Panel } from '../components/panel.tsx'
import { PhaseBanner } from '../components/phase-banner.tsx'
import { ServiceNavigation } from '../components/service-navigation.tsx'
import { SkipLink } from '../components/skip-link.tsx'
import { SummaryList } from '../components/summary-list.tsx'
import { Table } from '../components/table.tsx'
import { Tabs } from '../components/tabs.tsx'
import { Tag } from '../components/tag.tsx'
import { TaskList } from '../components/task-list.tsx'
import { WarningText } from '../components/warning-text.tsx'
import { fieldAdapters } from './field-adapters.tsx'
import { content, fieldset, label, paragraph } from './fixture-options.ts'

const text = z.string().optional()

const action = z
  .strictObject({ href: z.string(), text: z.string(), visuallyHiddenText: text })
  .transform(({ visuallyHiddenText, ...rest }) => ({ ...rest, hiddenText: visuallyHiddenText }))
const actions = z
  .strictObject({ items: z.array(action) })
  .transform(given => given.items)
  .optional()

const colours = ['grey', 'green', 'teal', 'blue', 'purple', 'magenta', 'red', 'orange', 'yellow'] as const
const tag = z
  .strictObject({ text: z.string(), classes: z.enum(colours.map(colour => `govuk-tag--${colour}`)).optional() })
  .transform(({ text: words, classes }) => {
    const colour = colours.find(each => classes === `govuk-tag--${each}`)
    return <Tag colour={colour}>{words}</Tag>
  })

const taskStatus = z.union([
  z.strictObject({ tag }).transform(given => ({ status: given.tag })),
  z.strictObject({ text: z.string() }).transform(given => ({ status: given.text })),
  z
    .strictObject({ text: z.string(), classes: z.literal('govuk-task-list__status--cannot-start-yet') })
    .transform(given => ({ status: given.text, cannotStartYet: true }))
])

const arrow = z
  .strictObject({ href: z.string(), text, labelText: text })
  .transform(({ labelText, ...rest }) => ({ ...rest, label: labelText }))
  .optional()
const page = z.union([
  z.strictObject({ ellipsis: z.literal(true) }).transform(() => 'gap' as const),
  z.strictObject({ number: z.union([z.string(), z.number()]), href: z.string(), current: z.boolean().optional() })
])

const cell = z.strictObject({ text: z.string(), format: z.literal('numeric').optional() })

/** One component: from the package's options to our element, or nothing where we do not support them. */
export type Adapter = (options: unknown) => VNode | undefined

export function adapter<Schema extends z.ZodType>(schema: Schema, render: (given: z.output<Schema>) => VNode): Adapter {
  return options => {
    const parsed = schema.safeParse(options)
    return parsed.success ? render(parsed.data) : undefined
  }
}

export const adapters: Readonly<Record<string, Adapter>> = {
  ...fieldAdapters(adapter),
  accordion: adapter(
    z.strictObject({
      id: z.string(),
      items: z.array(
        z.strictObject({
          heading: content,
          summary: content.optional(),
          content: paragraph,
          expanded: z.boolean().optional()
        })
      )
    }),
    ({ items, ...rest }) => (
      <Accordion {...rest} items={items.map(item => ({ ...item, content: <>{item.content}</> }))} />
    )
  ),
  'back-link': adapter(z.strictObject({}), () => <BackLink href="#" />),
  breadcrumbs: adapter(
    z.strictObject({
      items: z.array(z.strictObject({ text: z.string(), href: text })),
      collapseOnMobile: z.boolean().optional()
    }),
    given => <Breadcrumbs {...given} />
  ),
  button: adapter(
    z.strictObject({
      text: z.string(),
      name: text,
      href: text,
      disabled: z.boolean().optional(),
      classes: z.enum(['govuk-button--secondary', 'govuk-button--warning', 'govuk-button--inverse']).optional()
    }),
    ({ text: words, classes, ...rest }) => (
      <Button {...rest} kind={(['secondary', 'warning', 'inverse'] as const).find(kind => classes?.endsWith(kind))}>
        {words}
      </Button>
    )
  ),
  details: adapter(
    z.strictObject({ summaryText: z.string(), text, html: text, id: text, open: z.boolean().optional() }),
    ({ summaryText, text: words, html, ...rest }) => (
      <Details summary={summaryText} {...rest}>
        {content.parse({ text: words, html })}
      </Details>
    )
  ),
  'error-message': adapter(content, words => <ErrorMessage>{words}</ErrorMessage>),
  'error-summary': adapter(
    z.strictObject({
      titleText: z.string(),
      descriptionText: text,
      errorList: z.array(z.strictObject({ text: z.string(), href: text })).optional()
    }),
    given => <ErrorSummary title={given.titleText} description={given.descriptionText} errors={given.errorList} />
  ),
  fieldset: adapter(fieldset, given => <Fieldset {...given} />),
  'generic-header': adapter(z.strictObject({ logoText: z.string() }), given => <Header>{given.logoText}</Header>),
  hint: adapter(content, words => <Hint>{words}</Hint>),
  'inset-text': adapter(content, words => <InsetText>{words}</InsetText>),
  label: adapter(label, given => (
    <Label for="" size={given.classes} isHeading={given.isPageHeading}>
      {given.text}
    </Label>
  )),
  'notification-banner': adapter(
    z.strictObject({ text, html: text, type: z.literal('success').optional() }),
    ({ text: words, html, type }) => (
      <NotificationBanner kind={type}>{html === undefined ? words : [content.parse({ html })]}</NotificationBanner>
    )
  ),
  pagination: adapter(
    z.strictObject({ previous: arrow, next: arrow, items: z.array(page).optional() }),
    ({ items, ...rest }) => <Pagination {...rest} pages={items} />
  ),
  panel: adapter(z.strictObject({ titleHtml: z.string(), html: z.string() }), ({ titleHtml, html }) => (
    <Panel title={content.parse({ html: titleHtml })}>{content.parse({ html })}</Panel>
  )),
  'phase-banner': adapter(z.strictObject({ tag: z.strictObject({ text: z.string() }), html: z.string() }), given => (
    <PhaseBanner tag={given.tag.text}>{content.parse({ html: given.html })}</PhaseBanner>
  )),
  'service-navigation': adapter(
    z.strictObject({
      serviceName: text,
      serviceUrl: text,
      navigation: z
        .array(
          z
            .strictObject({
              href: text,
              text,
              html: text,
              current: z.boolean().optional(),
              active: z.boolean().optional()
            })
            .transform(({ text: words, html, ...rest }) => ({ ...rest, text: content.parse({ text: words, html }) }))
        )
        .optional(),
      slots: z
        .strictObject({ end: z.strictObject({ html: z.string(), align: z.literal('inline') }) })
        .transform(({ end }) => content.parse({ html: end.html }))
        .optional()
    }),
    given => (
      <ServiceNavigation
        serviceName={given.serviceName}
        serviceHref={given.serviceUrl}
        items={given.navigation}
        end={given.slots}
      />
    )
  ),
  'skip-link': adapter(
    z.strictObject({ text: z.string(), href: z.templateLiteral(['#', z.string()]).optional() }),
    ({ text: words, href }) => <SkipLink href={href}>{words}</SkipLink>
  ),
  'summary-list': adapter(
    z.strictObject({
      classes: z.literal('govuk-summary-list--no-border').optional(),
      card: z.strictObject({ title: z.strictObject({ text: z.string() }), actions }).optional(),
      rows: z.array(z.strictObject({ key: content, value: content.optional(), actions }))
    }),
    ({ classes, card, rows }) => (
      <SummaryList
        rows={rows}
        noBorder={classes !== undefined}
        card={card && { title: card.title.text, actions: card.actions }}
      />
    )
  ),
  table: adapter(
    z.strictObject({
      caption: text,
      captionClasses: z.literal('govuk-table__caption--m').optional(),
      firstCellIsHeader: z.boolean().optional(),
      head: z.array(cell),
      rows: z.array(z.array(cell))
    }),
    ({ captionClasses, head, rows, ...rest }) => (
      <Table
        {...rest}
        captionSize={captionClasses && 'm'}
        columns={head.map(each => ({ heading: each.text, numeric: each.format === 'numeric' }))}
        rows={rows.map(row => row.map(each => each.text))}
      />
    )
  ),
  tabs: adapter(
    z.strictObject({ items: z.array(z.strictObject({ id: z.string(), label: z.string(), panel: paragraph })) }),
    given => <Tabs items={given.items.map(({ panel, ...rest }) => ({ ...rest, content: panel }))} />
  ),
  tag: adapter(tag, element => element),
  'task-list': adapter(
    z.strictObject({
      items: z.array(
        z
          .strictObject({ title: content, href: text, hint: content.optional(), status: taskStatus })
          .transform(({ status, ...rest }) => ({ ...rest, ...status }))
      )
    }),
    given => <TaskList items={given.items} />
  ),
  'warning-text': adapter(z.strictObject({ text: z.string(), iconFallbackText: text }), given => (
    <WarningText prefix={given.iconFallbackText}>{given.text}</WarningText>
  ))
}

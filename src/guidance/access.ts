import {
  always,
  both,
  type Condition,
  corrected,
  correctsIt,
  either,
  forAudience,
  granted,
  locked,
  notLocked,
  open,
  ownedBy,
  type Subject,
  submitted,
  submittedByOthers,
  submittedOrLater,
  whereSocialWorkerLeads,
  writable
} from './conditions.ts'
import type { Role } from './words.ts'

/**
 * Who may do what: one exhaustive table, action × role → a condition on the record. Deny by default. The first wall, which
 * children exist for a person, is the database's row policies; this is the second. Pages, jobs, the API and the help page ask it.
 */

type Rule = Partial<Record<Role, Condition>>

const everyone: Rule = {
  administrator: always,
  'virtual-school-head': always,
  adviser: always,
  'designated-teacher': always,
  delegate: always,
  'social-worker': always,
  'team-manager': always,
  carer: always,
  parent: always,
  child: always,
  iro: always,
  'invited-professional': always
}
const virtualSchool: Rule = { 'virtual-school-head': always, adviser: always }
const authority: Rule = { administrator: always, ...virtualSchool }
const social: Rule = { 'social-worker': always, 'team-manager': always }
const readsPlan: Rule = { ...authority, 'designated-teacher': always, ...social, iro: submittedOrLater }

const hasPart: Rule = {
  ...{ 'designated-teacher': submittedOrLater, delegate: submittedOrLater, carer: submittedOrLater },
  ...{ 'social-worker': submittedOrLater, 'team-manager': submittedOrLater }
}

export const actions = {
  'see own work': everyone,
  'read deadlines': everyone,
  'read own messages': everyone,
  'see how access works': everyone,
  'list children': { ...authority, 'designated-teacher': always, ...social, iro: always },
  'see figures': authority,
  'see child': { ...authority, 'designated-teacher': always, ...social, iro: always },
  'see who has looked': { ...authority, ...social },
  'search the record': { administrator: always, 'virtual-school-head': always },
  'export a whole file': { administrator: always },
  'open rounds': { administrator: always, 'virtual-school-head': always },
  'open an interim pep': { ...virtualSchool, 'designated-teacher': always, ...social },

  'record a change': { ...authority, ...social },
  'record a leaving': { ...authority, ...social, 'designated-teacher': always },
  'close a record': { ...authority, ...social },
  'look for a school place': { ...virtualSchool, ...social },
  'approve a move': { ...virtualSchool, ...social },
  'see approvals': virtualSchool,
  'see transfer pack': { ...authority, ...social, 'designated-teacher': always },
  'receive transfer pack': { 'designated-teacher': always },

  // The plan's own page: whoever was asked for a section finds there what they were asked, and no more.
  'see pep': { ...readsPlan, delegate: notLocked, 'invited-professional': notLocked },
  'read plan': readsPlan,
  'read section': {
    ...readsPlan,
    delegate: both(notLocked, granted),
    'invited-professional': both(notLocked, granted)
  },
  'write section': {
    'designated-teacher': both(
      writable,
      either(ownedBy('designated-teacher', 'all'), ownedBy('social-worker', 'child', 'carer'))
    ),
    'social-worker': both(
      writable,
      either(ownedBy('social-worker', 'all', 'child', 'carer', 'parent'), whereSocialWorkerLeads)
    ),
    'team-manager': both(
      writable,
      either(ownedBy('social-worker', 'all', 'child', 'carer', 'parent'), whereSocialWorkerLeads)
    ),
    adviser: both(writable, either(ownedBy('social-worker', 'all'), whereSocialWorkerLeads)),
    'virtual-school-head': both(writable, either(ownedBy('social-worker', 'all'), whereSocialWorkerLeads)),
    delegate: both(writable, granted),
    'invited-professional': both(writable, granted)
  },
  'write own views': {
    carer: both(open, ownedBy('carer')),
    parent: both(open, ownedBy('parent')),
    child: both(open, ownedBy('child'))
  },
  'hand over to the child': { 'designated-teacher': open, 'social-worker': open, 'team-manager': open },
  'send a link for views': { 'designated-teacher': open, 'social-worker': open, 'team-manager': open },
  // What an interpreter says of it; the words themselves stay their speaker's.
  'write the English': { 'designated-teacher': notLocked, 'social-worker': notLocked, 'team-manager': notLocked },
  'mark views read': { 'designated-teacher': always, ...social },
  remind: { ...virtualSchool, ...social },
  'grant a section': { 'designated-teacher': open, 'social-worker': open, administrator: open },
  'settle a clash': {
    'designated-teacher': open,
    ...{ 'social-worker': open, 'team-manager': open, adviser: open, 'virtual-school-head': open },
    delegate: open,
    'invited-professional': open
  },

  'arrange meeting': {
    'designated-teacher': open,
    'social-worker': open,
    'team-manager': open,
    adviser: both(open, whereSocialWorkerLeads),
    'virtual-school-head': both(open, whereSocialWorkerLeads)
  },
  'mark closed days': { 'designated-teacher': always },
  'agree to the parent': { 'social-worker': open, 'team-manager': open },
  'record meeting': {
    'designated-teacher': either(open, corrected),
    'social-worker': both(either(open, corrected), whereSocialWorkerLeads),
    'team-manager': both(either(open, corrected), whereSocialWorkerLeads),
    adviser: both(open, whereSocialWorkerLeads),
    'virtual-school-head': both(open, whereSocialWorkerLeads)
  },
  'write targets': {
    'designated-teacher': writable,
    'social-worker': both(writable, whereSocialWorkerLeads),
    'team-manager': both(writable, whereSocialWorkerLeads),
    adviser: both(writable, whereSocialWorkerLeads),
    'virtual-school-head': both(writable, whereSocialWorkerLeads)
  },
  // In force from submission, before anybody has signed it off (G 4.4): the carer too; the child has a page of their own.
  'see own part': hasPart,
  'finish own action': hasPart,
  'see own plan': { child: always },
  'choose how own pages look': { child: always },
  'finish an action': { ...virtualSchool, 'designated-teacher': always, ...social },
  'decide premium': { adviser: submittedOrLater, 'virtual-school-head': submittedOrLater },
  'submit pep': {
    'designated-teacher': open,
    'social-worker': both(open, whereSocialWorkerLeads),
    'team-manager': both(open, whereSocialWorkerLeads)
  },
  'undo submit': { 'designated-teacher': submitted, 'social-worker': both(submitted, whereSocialWorkerLeads) },
  'check pep': { 'social-worker': either(submitted, locked), 'team-manager': either(submitted, locked) },
  'read correction': { ...readsPlan, delegate: correctsIt, 'invited-professional': correctsIt },
  'settle a correction': {
    'designated-teacher': correctsIt,
    'social-worker': correctsIt,
    'team-manager': correctsIt,
    adviser: correctsIt,
    delegate: correctsIt,
    'invited-professional': correctsIt,
    carer: correctsIt
  },
  'review pep': { adviser: submittedByOthers, 'virtual-school-head': submittedByOthers },
  'answer feedback': { 'designated-teacher': always, 'social-worker': whereSocialWorkerLeads },
  'mark not required': { 'virtual-school-head': open },
  'write addendum': {
    ...{ adviser: locked, 'virtual-school-head': locked },
    'designated-teacher': locked,
    'social-worker': locked,
    'team-manager': locked
  },

  'attach document': {
    'designated-teacher': open,
    'social-worker': open,
    'team-manager': open,
    adviser: open,
    'virtual-school-head': open
  },
  'read document': {
    ...authority,
    ...social,
    'designated-teacher': forAudience('setting'),
    carer: forAudience('carer'),
    parent: forAudience('parent'),
    child: forAudience('child')
  },
  'see copies': {
    ...authority,
    ...social,
    'designated-teacher': always,
    iro: locked,
    carer: locked,
    parent: locked,
    child: locked
  },
  'read full copy': { ...authority, ...social, iro: locked },
  'read setting copy': { ...authority, ...social, 'designated-teacher': locked },
  'read carer copy': { ...authority, ...social, carer: locked },
  'read parent copy': { ...authority, ...social, parent: both(locked, s => s.released === true) },
  // Their own words stand in it whole, whoever else they let read them: not for the school.
  'read child copy': { ...authority, ...social, child: locked },
  'preview a copy': {
    ...{ administrator: notLocked, 'virtual-school-head': notLocked, adviser: notLocked },
    ...{ 'social-worker': notLocked, 'team-manager': notLocked, 'designated-teacher': notLocked }
  },
  'release parent copy': {
    'team-manager': both(locked, s => s.firstPersonIsTheSame !== true),
    administrator: both(locked, s => s.firstPersonIsTheSame !== true)
  },
  'confirm filed': { ...social },

  'raise concern': { ...social, 'designated-teacher': always },
  'see concern': { ...virtualSchool, ...social, 'designated-teacher': always },
  'answer concern': virtualSchool,
  'see patterns of concerns': virtualSchool,

  'name a stand-in': { ...authority, 'team-manager': always },
  'see people': { administrator: always, 'virtual-school-head': always },
  'keep school contacts': { administrator: always, 'virtual-school-head': always, 'designated-teacher': always },
  'see undelivered mail': { administrator: always, 'virtual-school-head': always },
  'give a post': { administrator: always },
  'see the access review': { administrator: always, 'virtual-school-head': always },
  'review access': { administrator: always },
  'see as a colleague': { administrator: always },
  import: { administrator: always },
  'see policy': authority,
  'edit good targets': authority,
  'keep languages': { administrator: always },
  'set policy': { 'virtual-school-head': always, administrator: always },
  'see opened records': { administrator: always, 'virtual-school-head': always },
  'open a restricted record': { 'virtual-school-head': always },
  'see imports': { administrator: always, 'virtual-school-head': always }
} as const satisfies Record<string, Rule>

export type ActionName = keyof typeof actions

/** May a person who stands in these roles to the record do this to it? An empty list of roles means nobody. */
export function may(action: ActionName, standing: readonly Role[], subject: Subject = {}): boolean {
  const rule: Rule = actions[action]
  return standing.some(role => rule[role]?.(subject) === true)
}

/** The role by which they may: for the audit's "why they could". */
export function roleThatMay(action: ActionName, standing: readonly Role[], subject: Subject = {}): Role | null {
  const rule: Rule = actions[action]
  return standing.find(role => rule[role]?.(subject) === true) ?? null
}

/** For tables: does this role ever do this, always, or only where its conditions hold? */
export function permission(action: ActionName, role: Role): 'allowed' | 'own' | 'denied' {
  const rule: Rule = actions[action]
  const condition = rule[role]
  if (!condition) return 'denied'
  return condition === always ? 'allowed' : 'own'
}

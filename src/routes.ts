import { lookedPage } from './audit/pages/looked.tsx'
import { recordPages } from './audit/pages/record.tsx'
import { bankHolidaysPage } from './authorities/pages/bank-holidays.tsx'
import { deadlinesPage } from './authorities/pages/deadlines.tsx'
import { policyPage } from './authorities/pages/policy.tsx'
import { policyFigurePage } from './authorities/pages/policy-figure.tsx'
import { publishedDeadlinesPage } from './authorities/pages/published-deadlines.tsx'
import { termDatesPage } from './authorities/pages/term-dates.tsx'
import { termFormPage } from './authorities/pages/term-form.tsx'
import { approvalPage, approvalsPage } from './children/pages/approval.tsx'
import { adoptedPage, diedPage, entersCarePage, leavesCarePage } from './children/pages/care.tsx'
import { changesPage } from './children/pages/changes.tsx'
import { childPage } from './children/pages/child.tsx'
import { childrenPage } from './children/pages/children.tsx'
import { childrenFile } from './children/pages/children-file.ts'
import { homePage } from './children/pages/home.tsx'
import { leavesPage, staysPage } from './children/pages/leaves.tsx'
import { carerPage, passingPages } from './children/pages/people.tsx'
import { restrictedPage } from './children/pages/restricted.tsx'
import { restrictedRecordPage } from './children/pages/restricted-record.tsx'
import { schoolPlacePage } from './children/pages/school-place.tsx'
import { startsPage } from './children/pages/starts.tsx'
import { concernPage } from './concerns/pages/concern.tsx'
import { concernsPage } from './concerns/pages/list.tsx'
import { newConcernPage } from './concerns/pages/new.tsx'
import { patternsPage } from './concerns/pages/patterns.tsx'
import type { Config } from './config.ts'
import { copiesPage } from './documents/pages/copies.tsx'
import { copyPages } from './documents/pages/copy.ts'
import { documentPage } from './documents/pages/document.tsx'
import { documentsPage } from './documents/pages/documents.tsx'
import { draftPages } from './documents/pages/draft.ts'
import { filedPage } from './documents/pages/filed.tsx'
import { newDocumentPage } from './documents/pages/new-document.tsx'
import { paperPage } from './documents/pages/paper.ts'
import { releasePage } from './documents/pages/release.tsx'
import { transferFilePage, transferPage } from './documents/pages/transfer.tsx'
import { formPage } from './forms/pages/form.tsx'
import { exportFormPage, formSchemaPage, importFormPage } from './forms/pages/form-files.tsx'
import { newFormQuestionPage } from './forms/pages/new-question.tsx'
import { previewFormPage } from './forms/pages/preview.tsx'
import { publishFormPage } from './forms/pages/publish.tsx'
import { formQuestionPage } from './forms/pages/question.tsx'
import { importPages } from './imports/pages/import-pages.ts'
import { latenessPage } from './insight/pages/lateness.tsx'
import { latenessFile } from './insight/pages/lateness-file.ts'
import { languagePage } from './languages/pages/language.tsx'
import { languagesPage } from './languages/pages/languages.tsx'
import { attainmentPage } from './learning/pages/attainment.tsx'
import { attendancePage } from './learning/pages/attendance.tsx'
import { suspensionPage } from './learning/pages/suspension.tsx'
import { actionsPage } from './meetings/pages/actions.tsx'
import { arrangePage } from './meetings/pages/arrange.tsx'
import { calendarPage } from './meetings/pages/calendar.tsx'
import { calendarFeedPage } from './meetings/pages/calendar-feed.ts'
import { callOffPage } from './meetings/pages/call-off.tsx'
import { camePage } from './meetings/pages/came.tsx'
import { closedDaysPage } from './meetings/pages/closed-days.tsx'
import { datesPage } from './meetings/pages/dates.tsx'
import { heldPage } from './meetings/pages/held.tsx'
import { invitationPage } from './meetings/pages/invitation.tsx'
import { lastActionsPage } from './meetings/pages/last-actions.tsx'
import { parentPage } from './meetings/pages/parent.tsx'
import { pollPage } from './meetings/pages/poll.tsx'
import { roomPage } from './meetings/pages/room.tsx'
import { votePage } from './meetings/pages/vote.tsx'
import { yearPage } from './meetings/pages/year.tsx'
import { inboxFolder } from './messages/mailer.ts'
import { inboxJson, inboxPage } from './messages/pages/inbox.tsx'
import { lateHerePage } from './messages/pages/late-here.tsx'
import { messagesPage } from './messages/pages/messages.tsx'
import { remindPage } from './messages/pages/remind.tsx'
import { undeliveredPage } from './messages/pages/undelivered.tsx'
import { ownPages } from './own-pages.ts'
import { accessReviewPage } from './people/pages/access-review.tsx'
import { demoPage, demoSignInPage } from './people/pages/demo.tsx'
import { endPostPage } from './people/pages/end-post.tsx'
import { givePostPage } from './people/pages/give-post.tsx'
import { peoplePage } from './people/pages/people.tsx'
import { schoolContactPage } from './people/pages/school-contact.tsx'
import { schoolContactsPage } from './people/pages/school-contacts.tsx'
import { seeAsEndPage, seeAsPage } from './people/pages/see-as.tsx'
import { standInsPage } from './people/pages/stand-ins.tsx'
import { clashesPage } from './peps/pages/clashes.tsx'
import { grantsPage } from './peps/pages/grants.tsx'
import { historyPage } from './peps/pages/history.tsx'
import { interimPage } from './peps/pages/interim.tsx'
import { notRequiredPage } from './peps/pages/not-required.tsx'
import { pepPage } from './peps/pages/pep.tsx'
import { roundsPage } from './peps/pages/rounds.tsx'
import { sectionPage } from './peps/pages/section.tsx'
import { submitPage } from './peps/pages/submit.tsx'
import { premiumDecisionPage } from './premium/pages/decision.tsx'
import { linePage, newLinePage } from './premium/pages/line.tsx'
import { premiumPage } from './premium/pages/premium.tsx'
import { addendaPage } from './quality/pages/addenda.tsx'
import { checkPage } from './quality/pages/check.tsx'
import { correctionPage } from './quality/pages/correction.tsx'
import { feedbackPage } from './quality/pages/feedback.tsx'
import { reviewPage } from './quality/pages/review.tsx'
import { undoSubmitPage } from './quality/pages/undo-submit.tsx'
import { goodTargetPage } from './targets/pages/good-target.tsx'
import { goodTargetsPage } from './targets/pages/good-targets.tsx'
import { lastTargetsPage } from './targets/pages/last-targets.tsx'
import { ownPartPage } from './targets/pages/own-part.tsx'
import { newTargetPage, targetPage } from './targets/pages/target.tsx'
import { targetHistoryPage } from './targets/pages/target-history.tsx'
import { targetsPage } from './targets/pages/targets.tsx'
import { childPages } from './voice/pages/child-pages.ts'
import { englishPage } from './voice/pages/english.tsx'
import { handOverPage } from './voice/pages/hand-over.tsx'
import { childFinishedPage, linkPage, thankYouPage } from './voice/pages/link.tsx'
import { myPartPage } from './voice/pages/my-part.tsx'
import { sendLinkPage } from './voice/pages/send-link.tsx'
import { viewsPage } from './voice/pages/views.tsx'
import type { Page } from './web/page.ts'
import { accessPage } from './web/pages/access.tsx'
import { accessibilityPage } from './web/pages/accessibility.tsx'
import { privacyPage } from './web/pages/privacy.tsx'
import { wholeFileDownload, wholeFilePage } from './whole-file/pages/whole-file.tsx'
import { firstPage } from './work/pages/first-page.tsx'
import { reviewedPage } from './work/pages/reviewed.tsx'

type PagesConfig = Pick<Config, 'mode' | 'dataFolder' | 'secret' | 'openId'>

/** Every page of the service, each with its address and its action. `routes --json` and docs/permissions.md come out of this list. */
export function pages(config: PagesConfig): Page[] {
  return [...(config.mode === 'demo' ? demonstration(inboxFolder(config)) : []), ...everyPage(config)]
}

const demonstration = (inbox: string): Page[] => [demoPage, demoSignInPage, inboxPage(inbox), inboxJson(inbox)]

// biome-ignore format: one line each, so that two rooms' changes do not collide
const everyPage = (config: PagesConfig): Page[] => [
  lookedPage,
  ...recordPages,
  deadlinesPage,
  childPage,
  childrenPage,
  childrenFile,
  approvalPage,
  approvalsPage,
  changesPage,
  startsPage,
  leavesPage,
  staysPage,
  homePage,
  ...passingPages,
  carerPage,
  leavesCarePage,
  entersCarePage,
  diedPage,
  adoptedPage,
  schoolPlacePage,
  restrictedPage,
  restrictedRecordPage,
  concernPage,
  concernsPage,
  newConcernPage,
  patternsPage,
  copiesPage,
  ...copyPages,
  ...draftPages,
  documentPage,
  documentsPage,
  filedPage,
  newDocumentPage,
  paperPage,
  releasePage,
  formPage,
  formQuestionPage,
  newFormQuestionPage,
  publishFormPage,
  previewFormPage,
  importFormPage,
  exportFormPage,
  formSchemaPage,
  latenessPage,
  latenessFile,
  transferPage,
  transferFilePage,
  wholeFilePage,
  wholeFileDownload,
  ...importPages,
  policyPage,
  policyFigurePage,
  termDatesPage,
  termFormPage,
  bankHolidaysPage,
  publishedDeadlinesPage,
  attainmentPage,
  attendancePage,
  suspensionPage,
  actionsPage,
  arrangePage,
  calendarFeedPage,
  calendarPage,
  callOffPage,
  closedDaysPage,
  datesPage,
  yearPage,
  invitationPage,
  lastActionsPage,
  camePage,
  heldPage,
  parentPage,
  pollPage,
  votePage,
  roomPage,
  messagesPage,
  lateHerePage,
  remindPage,
  undeliveredPage,
  peoplePage,
  givePostPage,
  endPostPage,
  accessReviewPage,
  seeAsPage,
  seeAsEndPage,
  schoolContactsPage,
  schoolContactPage,
  ...ownPages(config),
  standInsPage,
  clashesPage,
  grantsPage,
  interimPage,
  notRequiredPage,
  historyPage,
  pepPage,
  roundsPage,
  sectionPage,
  submitPage,
  premiumDecisionPage,
  linePage,
  newLinePage,
  premiumPage,
  addendaPage,
  checkPage,
  correctionPage,
  feedbackPage,
  reviewPage,
  reviewedPage,
  undoSubmitPage,
  goodTargetsPage,
  goodTargetPage,
  languagesPage,
  languagePage,
  lastTargetsPage,
  newTargetPage,
  targetPage,
  targetHistoryPage,
  targetsPage,
  ownPartPage,
  handOverPage,
  ...childPages,
  linkPage,
  thankYouPage,
  childFinishedPage,
  myPartPage,
  sendLinkPage,
  viewsPage,
  englishPage,
  firstPage,
  accessPage,
  accessibilityPage,
  privacyPage,
]

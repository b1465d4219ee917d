import { giveBackPage } from './give-back.tsx'
import { myEndPage, myMeetingPage, myReadersPage } from './my-choices.tsx'
import { myLanguagePage } from './my-language.tsx'
import { myLookPage } from './my-look.tsx'
import { myPlanPage } from './my-plan.tsx'
import { myQuestionPage } from './my-question.tsx'
import { myViewsPage } from './my-views.tsx'

/** What a session opens that is handed over to the child, and nothing else. */
export const childPages = [
  ...[myViewsPage, myQuestionPage, myReadersPage, myMeetingPage, myEndPage],
  ...[myPlanPage, myLookPage, myLanguagePage, giveBackPage]
]

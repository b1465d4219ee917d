import type { Config } from './config.ts'
import { accountPage } from './people/pages/account.tsx'
import { accountAuthenticatorPage } from './people/pages/account-authenticator.tsx'
import { accountPasskeyPage, accountPasskeyRemovePage } from './people/pages/account-passkey.tsx'
import { accountPasswordPage } from './people/pages/account-password.tsx'
import { accountProviderPage } from './people/pages/account-provider.tsx'
import { accountRecoveryCodesPage } from './people/pages/account-recovery-codes.tsx'
import { accountSessionsPage } from './people/pages/account-sessions.tsx'
import { draftKeyPage } from './people/pages/draft-key.tsx'
import { sessionPage } from './people/pages/session.tsx'
import { linkSentPage, signInPage } from './people/pages/sign-in.tsx'
import { signInLinkPage } from './people/pages/sign-in-link.tsx'
import { signInPasskeyPage } from './people/pages/sign-in-passkey.tsx'
import { signInPasswordPage } from './people/pages/sign-in-password.tsx'
import { signInRefusedPage } from './people/pages/sign-in-refused.tsx'
import { signOutPage } from './people/pages/sign-out.tsx'
import type { Page } from './web/page.ts'
import { parkedPage } from './web/pages/parked.tsx'

/** Signing in, and what is one person's alone: their account, their session, their unsent words. */
export const ownPages = (config: OwnConfig): Page[] => all(config).map(page => ({ ...page, own: true }))

type OwnConfig = Pick<Config, 'mode' | 'secret' | 'openId'>

// biome-ignore format: one line each, as in routes.ts
const all = (config: OwnConfig): Page[] => [
  accountAuthenticatorPage(config.secret),
  accountPasswordPage,
  accountPasskeyPage,
  accountPasskeyRemovePage,
  accountRecoveryCodesPage,
  accountSessionsPage,
  accountProviderPage(config.openId),
  accountPage(config.openId),
  draftKeyPage,
  parkedPage,
  sessionPage,
  signInLinkPage,
  signInPasskeyPage,
  signInPasswordPage,
  linkSentPage,
  signInRefusedPage(config.openId),
  signInPage(config),
  signOutPage,
]

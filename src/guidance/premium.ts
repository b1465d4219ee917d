import { quoted } from './in-sentences.ts'
import { inPounds } from './money.ts'
import type { PremiumPolicy } from './premium-policy.ts'
import type { Phase, Role } from './words.ts'

/** Pupil Premium Plus (G 4.2). Money is whole pence, quantities are whole hundredths: nothing is ever a fraction in between. */

const mostQuantity = 9_999_999_99

/** "1.5" → 150. Words: what is wrong. */
export function hundredthsOf(typed: string): { readonly hundredths: number } | { readonly problem: string } {
  const match = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(typed.trim())
  const hundredths = match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : 0
  if (hundredths <= 0)
    return { problem: 'Enter how many, more than 0 and with two decimals at most, for example 6 or 1.5' }
  return hundredths <= mostQuantity ? { hundredths } : { problem: 'This is too many. Check the number' }
}

/** Quantity × rate in pence; half a penny is rounded up. */
export const costOf = (hundredths: number, ratePence: number): number =>
  Number((BigInt(hundredths) * BigInt(ratePence) + 50n) / 100n)

/** A cost that a plan can hold. */
export const mostCost = 1_000_000_00

/** Whether a plan of this phase may ask for it: always to year 11 (early-years premium below Reception), after that by policy. */
export const premiumApplies = (phase: Phase, policy: PremiumPolicy): boolean =>
  phase !== 'post-16' || policy.fundsPost16

export interface BandVerdict {
  /** The lowest band that holds the total; null where there are no bands, or it is above the highest. */
  readonly bandPence: number | null
  readonly within: boolean
  readonly words: string
}

/** The term's total against what the authority pays. */
export function bandOf(totalPence: number, policy: PremiumPolicy): BandVerdict {
  if (policy.model === 'flat-per-term') {
    const within = totalPence <= policy.flatPence
    const words = `The authority pays ${inPounds(policy.flatPence)} a term. ${inPounds(totalPence)} ${within ? 'lies within it' : 'is more'}.`
    return { bandPence: policy.flatPence, within, words }
  }
  if (policy.model !== 'termly-bands')
    return {
      bandPence: null,
      within: true,
      words: `${inPounds(totalPence)} is asked for. The authority decides by need.`
    }
  const bands = [...policy.bandsPence].sort((a, b) => a - b)
  const band = bands.find(one => totalPence <= one)
  const top = bands.at(-1) ?? 0
  const all = bands.map(inPounds).join(', ')
  return band === undefined
    ? {
        bandPence: null,
        within: false,
        words: `${inPounds(totalPence)} is ${inPounds(totalPence - top)} above the highest band, ${inPounds(top)} a term (bands: ${all}).`
      }
    : {
        bandPence: band,
        within: true,
        words: `${inPounds(totalPence)} lies in the ${inPounds(band)} band (bands: ${all} a term).`
      }
}

export interface LineFacts {
  readonly what: string
  readonly targetId: string | null
  readonly unit: string
  readonly ratePence: number
}

export interface PremiumFacts {
  readonly lines: readonly LineFacts[]
  readonly totalPence: number
  /** Last term's money on record, and of it what has no impact recorded yet. */
  readonly lastTerm: { readonly spent: boolean; readonly unrecorded: readonly string[] }
}

export interface Check {
  readonly name: 'tied' | 'itemised' | 'impact' | 'band'
  readonly met: boolean
  readonly words: string
}

const listed = (lines: readonly { what: string }[]) => lines.map(({ what }) => quoted(what)).join(', ')

/** What an adviser looks at before deciding, each in words. */
export function premiumChecks({ lines, totalPence, lastTerm }: PremiumFacts, policy: PremiumPolicy): Check[] {
  const untied = lines.filter(line => line.targetId === null)
  const vague = lines.filter(line => line.unit === '' || line.ratePence === 0)
  const band = bandOf(totalPence, policy)
  return [
    {
      name: 'tied',
      met: untied.length === 0,
      words: untied.length === 0 ? 'Every line is tied to a target.' : `Not tied to a target: ${listed(untied)}.`
    },
    {
      name: 'itemised',
      met: vague.length === 0,
      words: vague.length === 0 ? 'Every line is itemised.' : `No unit or rate given: ${listed(vague)}.`
    },
    {
      name: 'impact',
      met: lastTerm.unrecorded.length === 0,
      words: !lastTerm.spent
        ? 'No money is on record for last term.'
        : lastTerm.unrecorded.length === 0
          ? 'What last term’s money did is recorded.'
          : `What last term’s money did is not recorded for: ${lastTerm.unrecorded.map(quoted).join(', ')}.`
    },
    { name: 'band', met: band.within, words: band.words }
  ]
}

export const premiumDecisions = ['agreed', 'agreed-in-part', 'declined'] as const
export type PremiumDecision = (typeof premiumDecisions)[number]

export interface Decision {
  readonly decision: PremiumDecision
  /** Of `agreed-in-part`. */
  readonly partPence: number | null
  readonly reason: string
}

/** What is wrong with a decision, by field. `limitPence` null: this person may agree any amount. */
export function decisionProblems(
  { decision, partPence, reason }: Decision,
  costPence: number,
  limitPence: number | null
): { readonly field: 'decision' | 'part' | 'reason'; readonly what: string }[] {
  const problems: { field: 'decision' | 'part' | 'reason'; what: string }[] = []
  if (decision === 'agreed-in-part') {
    if (partPence === null) problems.push({ field: 'part', what: 'Enter the amount that is agreed' })
    else if (partPence <= 0 || partPence >= costPence)
      problems.push({ field: 'part', what: `A part is more than nothing and less than ${inPounds(costPence)}` })
  }
  if (decision !== 'agreed' && reason === '')
    problems.push({ field: 'reason', what: 'Give the reason, so that the school knows what to do next' })
  const amount = agreedPence({ decision, partPence }, costPence)
  if (limitPence !== null && amount > limitPence)
    problems.push({
      field: decision === 'agreed-in-part' ? 'part' : 'decision',
      what: `You may agree up to ${inPounds(limitPence)} at once. Ask the Virtual School head`
    })
  return problems
}

/** What is paid. */
export const agreedPence = (
  { decision, partPence }: Pick<Decision, 'decision' | 'partPence'>,
  costPence: number
): number => (decision === 'agreed' ? costPence : decision === 'agreed-in-part' ? (partPence ?? 0) : 0)

/** The most that a person of these roles may agree at once; null: no limit. */
export function decisionLimit(roles: readonly Role[], policy: PremiumPolicy): number | null {
  const limits = policy.decidesUpToPence.filter(({ role }) => roles.includes(role)).map(({ pence }) => pence)
  if (limits.some(pence => pence === null)) return null
  return Math.max(0, ...limits.map(pence => pence ?? 0))
}

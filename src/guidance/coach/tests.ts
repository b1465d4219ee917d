/** Named tests and scales that carry a figure or a pass of their own. */
const named =
  /\b(?:gcses?|a[- ]?levels?|btecs?|t[- ]?levels?|functional skills|sats?|phonics (?:screening|check)|multiplication (?:tables )?check|mock (?:exams?|papers?)|end of (?:unit|year|term) (?:test|assessment)s?|reading age|spelling age|standardised score|scaled score|entry level|duke of edinburgh|cscs|food hygiene|driving theory|theory test|swimming badge|expected standard|greater depth|early learning goals?|boxall|sdq|star reader|accelerated reader|nfer|pira|puma|book band|merit|distinction)\b/i

export const namedTest = (text: string): string | null => named.exec(text)?.[0] ?? null

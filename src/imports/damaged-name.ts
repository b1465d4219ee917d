/**
 * Why a name was damaged before it came to us, or null: a letter lost (�), letters of two scripts in one word (`Franзaise`),
 * UTF-8 once read as Windows text (`MarÃ­a`), or a question mark inside a word. Such names are kept as they are, and flagged.
 */
export function damageOf(name: string): string | null {
  if (name.includes('\uFFFD')) return 'a letter is lost (�)'
  if (/\p{Script=Latin}/u.test(name) && /\p{Script=Cyrillic}|\p{Script=Greek}/u.test(name))
    return 'it mixes Latin letters with those of another script'
  if (/[ÃÂâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/.test(name)) return 'its accents were lost'
  return /\p{L}[?°]\p{L}/u.test(name) ? 'a letter was replaced by a sign' : null
}

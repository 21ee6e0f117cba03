/** Grave, acute, tilde, hook above, dot below: the marks of tone, not those that make another vowel. */
const TONE_MARKS = /[\u0300\u0301\u0303\u0309\u0323]/g;

/**
 * What two spellings of one name have in common: case, blanks and full stops do not count, nor does which vowel of a
 * syllable carries its tone (Định Hoá, Định Hóa). The tone itself does.
 */
export const foldName = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .split(/[\s.]+/)
    .filter((syllable) => syllable !== '')
    .map((syllable) => syllable.replace(TONE_MARKS, '') + (syllable.match(TONE_MARKS) ?? []).join(''))
    .join(' ');

import { Refusal } from '@tiepdan/refusal';

/** Text as it is stored: composed Unicode (Vietnamese letters come in two encodings), without blanks around it. */
export const tidy = (text: string): string => text.normalize('NFC').trim();

/** Characters as people count them are code points, not the halves that JavaScript counts. */
export const isLongerThan = (text: string, charactersMax: number): boolean =>
  text.length > charactersMax && [...text].length > charactersMax;

/** Refuses TEXT_TOO_LONG. */
export function checkLength(text: string, charactersMax: number, field: string): void {
  if (!isLongerThan(text, charactersMax)) return;
  throw new Refusal({
    code: 'TEXT_TOO_LONG',
    field,
    message: `Nội dung ô này dài quá ${charactersMax} ký tự.`,
    messageEn: `This text is longer than ${charactersMax} characters.`,
  });
}

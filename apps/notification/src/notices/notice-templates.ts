import { noticeTexts, type NoticeText, type TemplateCode } from './notice-texts';

/** The text that new notices are made from. */
export const newestVersion = (code: TemplateCode): number => noticeTexts[code].length;

export interface RenderedNotice {
  readonly subject: string;
  /** Without a salutation: the name is added where the message leaves, and nowhere else. */
  readonly paragraphs: readonly string[];
}

/** The notice in the words of its own template version. Throws when a field has no particular. */
export function renderNotice(
  code: string,
  version: number,
  particulars: Readonly<Record<string, string>>,
): RenderedNotice {
  const versions: readonly NoticeText[] = noticeTexts[code as TemplateCode] ?? [];
  const text = versions[version - 1];
  if (!text) throw new Error(`there is no template ${code} version ${version}`);
  const fill = (words: string) =>
    words.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const particular = particulars[name];
      if (particular === undefined) throw new Error(`template ${code} misses ${name}`);
      return particular;
    });
  return { subject: fill(text.subject), paragraphs: text.paragraphs.map(fill) };
}

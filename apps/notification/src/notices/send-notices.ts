import { nextAttemptAt, type AttemptOutcome, type Notice } from './notice';
import { renderNotice } from './notice-templates';

/** How the person behind a petition can be reached, known for the moment of sending only and kept nowhere. */
export interface Contact {
  readonly name: string;
  readonly email: string | null;
}

export interface Message {
  /** Stable for a notice, so that a provider can tell a second try from a second message. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

/** Hands a message over and gives the provider's code; throws when the provider did not take it. */
export type Mailer = (message: Message) => Promise<{ readonly providerCode: string }>;
/** Null when intake knows nobody behind the petition. */
export type Contacts = (petitionId: string) => Promise<Contact | null>;

/** One attempt to send an e-mail notice; never throws, because a failed attempt is an outcome with a proof of its own. */
export async function attemptToSend(
  notice: Notice,
  ports: { mailer: Mailer; contacts: Contacts },
  now: Date,
): Promise<AttemptOutcome> {
  try {
    const contact = notice.petitionId === null ? null : await ports.contacts(notice.petitionId);
    if (!contact?.email) return outcome({ error: 'NO_EMAIL_KNOWN', channel: 'LETTER' });
    const { subject, paragraphs } = renderedFor(notice);
    const { providerCode } = await ports.mailer({
      messageId: messageIdOf(notice.id),
      to: contact.email,
      subject,
      paragraphs: [`Kính gửi ông (bà) ${contact.name},`, ...paragraphs],
    });
    return outcome({ accepted: true, providerCode });
  } catch (error) {
    return outcome({ error: failureCode(error), nextAttemptAt: nextAttemptAt(notice.attemptCount + 1, now) });
  }
}

/** The text a notice stands for, without the name of whoever gets it. */
export const renderedFor = (notice: Notice) =>
  renderNotice(notice.template, notice.templateVersion, {
    ...notice.particulars,
    agencyName: notice.agencyName ?? 'Cơ quan giải quyết',
  });

export const messageIdOf = (noticeId: string): string => `${noticeId}@tiepdan`;

/** The notice a provider's message id stands for, or null for one that is not ours. */
export const noticeOfMessageId = (messageId: string): string | null =>
  /^<?([0-9a-f]{8}-[0-9a-f-]{27})@tiepdan>?$/.exec(messageId)?.[1] ?? null;

const outcome = (known: Partial<AttemptOutcome>): AttemptOutcome => ({
  accepted: false,
  providerCode: null,
  error: null,
  channel: 'EMAIL',
  nextAttemptAt: null,
  ...known,
});

/** A code only: a provider's sentence often repeats the address. */
function failureCode(error: unknown): string {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown };
  return String(responseCode ?? code ?? (error instanceof Error ? error.name : 'UNKNOWN')).slice(0, 40);
}

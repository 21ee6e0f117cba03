import { createTransport } from 'nodemailer';
import type { OnStop } from '@tiepdan/service-runtime';
import type { Mailer, Message } from './send-notices';

const TIMEOUT_MS = 10_000;

/** Sends over SMTP; `url` such as `smtp://user:password@host:587`. */
export function smtpMailer(url: string, from: string, onStop: OnStop): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 4,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  onStop('mailer', () => transport.close());
  return async (message) => {
    const sent = await transport.sendMail({
      from,
      to: message.to,
      subject: message.subject,
      messageId: `<${message.messageId}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      text: message.paragraphs.join('\n\n'),
      html: htmlOf(message),
    });
    return { providerCode: /^\d{3}/.exec(sent.response)?.[0] ?? '250' };
  };
}

const htmlOf = ({ subject, paragraphs }: Message): string => `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;font:16px/1.6 'Times New Roman',serif;color:#1a1a1a;max-width:640px">
<h1 style="font-size:20px;line-height:1.3;margin:0 0 16px">${escaped(subject)}</h1>
${paragraphs.map((paragraph) => `<p style="margin:0 0 12px">${escaped(paragraph)}</p>`).join('\n')}
</body></html>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

import { createServer, type Server } from 'node:http';
import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { listenOn, LOOPBACK } from './ports';

export interface Message {
  readonly id: string;
  readonly receivedAt: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

export interface MailboxOptions {
  readonly smtpPort: number;
  readonly httpPort: number;
  /** Is told of each message kept, as Mailpit tells it: `{ "MessageID": "…" }`. */
  readonly deliveryReportUrl: string;
}

export interface Mailbox {
  readonly smtpUrl: string;
  /** Serves the messages as JSON, the newest first. */
  readonly messagesUrl: string;
  stop(): Promise<void>;
}

const MESSAGES_KEPT = 500;
const REPORT_TIMEOUT_MS = 5_000;
const MESSAGE_BYTES_MAX = 5_000_000;

/** A mail server for development: accepts every message, keeps the last ones in memory, and sends none on. */
export async function startMailbox({ smtpPort, httpPort, deliveryReportUrl }: MailboxOptions): Promise<Mailbox> {
  const messages: Message[] = [];
  const keep = (message: Message) => {
    messages.unshift(message);
    messages.length = Math.min(messages.length, MESSAGES_KEPT);
  };
  const smtp = smtpServer(keep, (message) => reportDelivery(deliveryReportUrl, message.id));
  await new Promise<void>((resolve, reject) => {
    smtp.once('error', reject);
    smtp.listen(smtpPort, LOOPBACK, resolve);
  });
  // A client that hangs up half way is its own affair.
  smtp.removeAllListeners('error').on('error', () => undefined);
  const http = messageServer(messages);
  await listenOn(http, httpPort);
  return {
    smtpUrl: `smtp://${LOOPBACK}:${smtpPort}`,
    messagesUrl: `http://${LOOPBACK}:${httpPort}/messages`,
    async stop() {
      http.closeAllConnections();
      await Promise.all([
        new Promise((closed) => http.close(closed)),
        new Promise<void>((closed) => smtp.close(closed)),
      ]);
    },
  };
}

function smtpServer(keep: (message: Message) => void, report: (message: Message) => Promise<unknown>): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    size: MESSAGE_BYTES_MAX,
    closeTimeout: 1_000,
    onData: (stream, _, done) => {
      simpleParser(stream).then(
        (mail) => {
          const message = asMessage(mail);
          keep(message);
          done();
          void report(message);
        },
        (error: Error) => done(error),
      );
    },
  });
}

const asMessage = (mail: ParsedMail): Message => ({
  id: (mail.messageId ?? '').replace(/^<|>$/g, ''),
  receivedAt: new Date().toISOString(),
  from: mail.from?.text ?? '',
  to: addresses(mail.to),
  subject: mail.subject ?? '',
  text: mail.text ?? '',
});

const messageServer = (messages: readonly Message[]): Server =>
  createServer((request, response) => {
    const isAsked = request.method === 'GET' && request.url === '/messages';
    response.writeHead(isAsked ? 200 : 404, { 'content-type': 'application/json; charset=utf-8' });
    response.end(isAsked ? JSON.stringify(messages, null, 2) : '{}');
  });

/** Not told again when the receiver is away: it must cope with lost reports, as it must with a real provider. */
const reportDelivery = (url: string, messageId: string): Promise<unknown> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ MessageID: messageId }),
    signal: AbortSignal.timeout(REPORT_TIMEOUT_MS),
  }).catch(() => undefined);

const addresses = (to: AddressObject | AddressObject[] | undefined): string[] =>
  [to ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address ?? ''));

import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { until } from '@tiepdan/testkit';
import { startMailbox, type Message } from './mailbox';
import { freePorts, listenOn } from './ports';

/** The words of SMTP, one after the answer to the one before. */
async function sendMail(port: number, lines: readonly string[]): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'data');
  const mail = `${lines.join('\r\n')}\r\n.`;
  for (const words of ['HELO test', 'MAIL FROM:<a@tinh.example>', 'RCPT TO:<b@vidu.example>', 'DATA', mail, 'QUIT']) {
    socket.write(`${words}\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^[23]/);
  }
  socket.destroy();
}

it('keeps a message, shows it, and reports its delivery with the id the sender gave it', async () => {
  const reports: string[] = [];
  const receiver = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => reports.push(`${request.method} ${request.url} ${chunk.toString()}`));
    request.on('end', () => response.end());
  });
  await listenOn(receiver, 0);
  const [smtpPort, httpPort] = (await freePorts(2)) as [number, number];
  const { port } = receiver.address() as AddressInfo;
  const mailbox = await startMailbox({ smtpPort, httpPort, deliveryReportUrl: `http://127.0.0.1:${port}/told` });

  await sendMail(smtpPort, [
    'From: a@tinh.example',
    'To: b@vidu.example',
    'Subject: =?UTF-8?B?VGjDtG5nIGLDoW8gdGjhu6UgbMO9?=',
    'Message-ID: <id-1@tinh.example>',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Kính gửi ông, bà',
  ]);

  await until(() => reports.length > 0);
  expect(reports).toEqual(['POST /told {"MessageID":"id-1@tinh.example"}']);
  const [kept] = (await (await fetch(mailbox.messagesUrl)).json()) as Message[];
  expect(kept).toMatchObject({
    id: 'id-1@tinh.example',
    to: ['b@vidu.example'],
    subject: 'Thông báo thụ lý',
    text: 'Kính gửi ông, bà\n',
  });
  await mailbox.stop();
  receiver.closeAllConnections();
  receiver.close();
});

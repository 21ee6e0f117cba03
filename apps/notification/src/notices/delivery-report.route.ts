import { createHash, timingSafeEqual } from 'node:crypto';
import type { Pool } from 'pg';
import { z } from 'zod';
import { inTransaction } from '@tiepdan/database';
import { jsonOf, type Route } from '@tiepdan/subgraph';
import { markDelivered } from './notice.repository';
import { noticeOfMessageId } from './send-notices';

export const DELIVERY_REPORTS_PATH = '/delivery-reports/';
const reportSchema = z.object({ MessageID: z.string().max(300) });

/**
 * `POST /delivery-reports/<secret>` with `{"MessageID": "…"}`: the mail system says that a message lies in the mailbox.
 * Reports may come twice, early, or for somebody else's message; all of them are answered 204.
 */
export function deliveryReportRoute(secret: string, pool: Pool, now: () => Date, wakeRelay: () => void): Route {
  return async (request, response, body) => {
    const given = request.url?.slice(DELIVERY_REPORTS_PATH.length) ?? '';
    if (!timingSafeEqual(digest(given), digest(secret))) return void response.writeHead(401).end();
    const report = reportSchema.safeParse(jsonOf(body));
    if (!report.success) return void response.writeHead(400).end();
    const noticeId = noticeOfMessageId(report.data.MessageID);
    const isNews = noticeId !== null && (await inTransaction(pool, (client) => markDelivered(client, noticeId, now())));
    if (isNews) wakeRelay();
    response.writeHead(204).end();
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

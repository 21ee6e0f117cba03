import { z } from 'zod';
import { commaList, hexKey, readEnvironment } from '@tiepdan/service-runtime';

export const readNotificationEnvironment = (values: NodeJS.ProcessEnv) =>
  readEnvironment(
    z.object({
      PORT: z.coerce.number().int().default(4004),
      DATABASE_URL: z.url(),
      KAFKA_BROKERS: commaList(),
      KAFKA_TOPIC_PREFIX: z.string().default(''),
      ASSERTION_KEY: hexKey(),
      AUDIT_SIGNING_KEY: z.string().min(1),
      AUDIT_CHECKPOINTS: z.string().min(1),
      SMTP_URL: z.url(),
      MAIL_FROM: z.string().min(3),
      INTAKE_URL: z.url(),
      INTAKE_ASSERTION_KEY: hexKey(),
      DELIVERY_REPORT_SECRET: z.string().min(32),
    }),
    values,
  );

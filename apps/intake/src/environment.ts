import { z } from 'zod';
import { commaList, hexKey, readEnvironment } from '@tiepdan/service-runtime';

export const readIntakeEnvironment = (values: NodeJS.ProcessEnv) =>
  readEnvironment(
    z.object({
      PORT: z.coerce.number().int().default(4001),
      DATABASE_URL: z.url(),
      KAFKA_BROKERS: commaList(),
      KAFKA_TOPIC_PREFIX: z.string().default(''),
      ASSERTION_KEY: hexKey(),
      NODE_ENV: z.string().default('production'),
      VAULT_DATABASE_URL: z.url(),
      VAULT_KEYS: z.string().min(1),
      RECEIPT_SIGNING_KEY: z.string().min(1),
      RECEIPT_CODE_KEY: hexKey(),
      RECEIPT_PUBLISHED_KEYS: z.string().min(1),
      SEALING_KEYS: z.string().min(1),
      AUDIT_SIGNING_KEY: z.string().min(1),
      AUDIT_CHECKPOINTS: z.string().min(1),
      LAW_DATA: z.string().default('libs/law/data'),
    }),
    values,
  );

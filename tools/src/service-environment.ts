import type { DatabaseAddresses } from './infrastructure/databases';
import { TOKEN_AUDIENCE } from './infrastructure/identity-provider';
import { LOOPBACK } from './infrastructure/ports';
import type { SealedPlace } from './sealing-keys';
import type { Secrets } from './secrets';
import { forEach, subgraphs, type DatabaseName, type Service } from './services';
import type { StackPorts } from './stack-ports';

/** What the services are told about their surroundings. */
export interface Surroundings {
  readonly ports: StackPorts;
  readonly secrets: Secrets;
  readonly databaseUrls: Record<DatabaseName, DatabaseAddresses>;
  readonly kafkaBrokers: string;
  readonly topicPrefix: string;
  readonly provinceData: string;
  readonly smtpUrl: string;
  readonly issuer: string;
  /** What the audit is kept with. */
  readonly audit: AuditPlaces;
  /** What receipts are made with. */
  readonly receipts: ReceiptPlaces;
  /** Files of the keys that people are sealed under. */
  readonly sealingKeys: Readonly<Record<SealedPlace, string>>;
}

export interface AuditPlaces {
  /** File of the key that signs checkpoints. */
  readonly signingKey: string;
  readonly checkpoints: string;
}

export interface ReceiptPlaces {
  /** File of the key that signs them. */
  readonly signingKey: string;
  /** Directory of the keys that prove them. */
  readonly publishedKeys: string;
}

const MAIL_FROM = 'Ban Tiếp công dân tỉnh <tiepcongdan@tinh.example>';

/** The variables of each service; every app's README lists its own with their meaning. */
export function serviceEnvironments(surroundings: Surroundings): Record<Service, Record<string, string>> {
  const { ports, secrets, databaseUrls, kafkaBrokers, topicPrefix, provinceData, smtpUrl, issuer, audit } =
    surroundings;
  const subgraphUrl = (name: (typeof subgraphs)[number]) => `http://${LOOPBACK}:${ports[name]}`;
  const common = forEach(subgraphs, (name) => ({
    PORT: String(ports[name]),
    DATABASE_URL: databaseUrls[name].service,
    KAFKA_BROKERS: kafkaBrokers,
    KAFKA_TOPIC_PREFIX: topicPrefix,
    ASSERTION_KEY: secrets.assertionKeys[name],
    LAW_DATA: 'libs/law/data',
  }));
  const audited = { AUDIT_SIGNING_KEY: audit.signingKey, AUDIT_CHECKPOINTS: audit.checkpoints };
  return {
    intake: { ...common.intake, ...audited, ...keepingPeople(surroundings) },
    assignment: { ...common.assignment, ...audited, PROVINCE_DATA: provinceData },
    notification: {
      ...common.notification,
      ...audited,
      SMTP_URL: smtpUrl,
      MAIL_FROM,
      INTAKE_URL: `${subgraphUrl('intake')}/graphql`,
      INTAKE_ASSERTION_KEY: secrets.assertionKeys.intake,
      DELIVERY_REPORT_SECRET: secrets.deliveryReport,
    },
    reporting: common.reporting,
    gateway: {
      PORT: String(ports.gateway),
      OIDC_ISSUER: issuer,
      OIDC_AUDIENCE: TOKEN_AUDIENCE,
      SUBGRAPHS: JSON.stringify(
        forEach(subgraphs, (name) => ({ url: `${subgraphUrl(name)}/graphql`, key: secrets.assertionKeys[name] })),
      ),
      SUPERGRAPH: 'apps/gateway/supergraph.graphql',
    },
  };
}

/** What intake keeps people and hands out receipts with. */
const keepingPeople = ({ secrets, databaseUrls, receipts, sealingKeys }: Surroundings): Record<string, string> => ({
  SEALING_KEYS: sealingKeys.intake,
  VAULT_DATABASE_URL: databaseUrls.vault.service,
  VAULT_KEYS: sealingKeys.vault,
  RECEIPT_SIGNING_KEY: receipts.signingKey,
  RECEIPT_CODE_KEY: secrets.receiptCodeKey,
  RECEIPT_PUBLISHED_KEYS: receipts.publishedKeys,
});

/** What a service's migration is told: the owner's address, as it changes tables. */
export const migrationEnvironment = (
  { databaseUrls }: Pick<Surroundings, 'databaseUrls'>,
  name: (typeof subgraphs)[number],
): Record<string, string> => ({
  DATABASE_URL: databaseUrls[name].owner,
  ...(name === 'intake' ? { VAULT_DATABASE_URL: databaseUrls.vault.owner } : {}),
});

/** Where a mail provider reports what became of a message. The secret stands in the address, as such providers allow no header. */
export const deliveryReportUrl = (ports: StackPorts, secrets: Secrets): string =>
  `http://${LOOPBACK}:${ports.notification}/delivery-reports/${secrets.deliveryReport}`;

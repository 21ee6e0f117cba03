import { AUDIT_APPEND_ONLY } from '@tiepdan/audit';
import type { DatabaseOptions } from '@tiepdan/database';
import { OUTBOX_APPEND_ONLY } from '@tiepdan/event-delivery';
import { agencyTable } from '../agencies/agency.table';
import { citizenTable, personKeyTable, petitionerTable, visitorTable } from '../people/person.table';
import { petitionTable } from '../petitions/petition.table';
import { visitTable } from '../reception/visits/visit.table';
import { CreateIntake1763942400000 } from './migrations/1763942400000-create-intake';
import { KnowStanding1764115200000 } from './migrations/1764115200000-know-standing';
import { GuardRows1764291600000 } from './migrations/1764291600000-guard-rows';
import { OpenIdentities1764295200000 } from './migrations/1764295200000-open-identities';
import { PartDenouncers1764399600000 } from './migrations/1764399600000-part-denouncers';
import { GiveReceipts1764403200000 } from './migrations/1764403200000-give-receipts';
import { AnswersNameItems1764550000000 } from './migrations/1764550000000-answers-name-items';
import { CertifyRedactions1764406800000 } from './migrations/1764406800000-certify-redactions';
import { SealPeople1764303600000 } from './migrations/1764303600000-seal-people';
import { WidenAudit1764300000000 } from './migrations/1764300000000-widen-audit';

export const intakeDatabase = (url: string): DatabaseOptions => ({
  url,
  entities: [agencyTable, citizenTable, personKeyTable, petitionTable, petitionerTable, visitTable, visitorTable],
  migrations: [
    CreateIntake1763942400000,
    KnowStanding1764115200000,
    GuardRows1764291600000,
    OpenIdentities1764295200000,
    WidenAudit1764300000000,
    SealPeople1764303600000,
    PartDenouncers1764399600000,
    GiveReceipts1764403200000,
    CertifyRedactions1764406800000,
    AnswersNameItems1764550000000,
  ],
  appendOnly: [...AUDIT_APPEND_ONLY, ...OUTBOX_APPEND_ONLY],
});

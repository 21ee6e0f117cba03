import { EntitySchema } from 'typeorm';
import type { Visit } from './visit';

export const visitTable = new EntitySchema<Omit<Visit, 'denouncerProtected'>>({
  name: 'visit',
  columns: {
    id: { type: 'uuid', primary: true },
    version: { type: 'int' },
    number: { type: 'text', unique: true },
    receptionKind: { type: 'text', name: 'reception_kind' },
    agencyId: { type: 'uuid', name: 'agency_id' },
    arrivedAt: { type: 'timestamptz', name: 'arrived_at' },
    arrivedOn: { type: 'date', name: 'arrived_on' },
    officerId: { type: 'uuid', name: 'officer_id' },
    visitorCount: { type: 'int', name: 'visitor_count' },
    firstVisit: { type: 'boolean', name: 'first_visit' },
    refusalGround: { type: 'text', name: 'refusal_ground', nullable: true },
  },
});

import { EntitySchema } from 'typeorm';
import type { Agency, Officer, Succession } from './agency';

export const agencyTable = new EntitySchema<Agency>({
  name: 'agency',
  columns: {
    id: { type: 'uuid', primary: true },
    version: { type: 'int' },
    code: { type: 'text' },
    name: { type: 'text' },
    aliases: { type: 'text', array: true },
    level: { type: 'text' },
    parentId: { type: 'uuid', name: 'parent_id', nullable: true },
    existsFrom: { type: 'date', name: 'exists_from' },
    existsTo: { type: 'date', name: 'exists_to', nullable: true },
  },
});

export const officerTable = new EntitySchema<Officer>({
  name: 'officer',
  columns: {
    id: { type: 'uuid', primary: true },
    code: { type: 'text' },
    name: { type: 'text' },
    title: { type: 'text' },
    agencyId: { type: 'uuid', name: 'agency_id' },
    roles: { type: 'text', array: true },
  },
});

export const successionTable = new EntitySchema<Succession>({
  name: 'succession',
  columns: {
    fromId: { type: 'uuid', name: 'from_id', primary: true },
    toId: { type: 'uuid', name: 'to_id', primary: true },
    on: { type: 'date', name: 'succeeded_on' },
    scope: { type: 'text' },
    documentTitle: { type: 'text', name: 'document_title' },
  },
});

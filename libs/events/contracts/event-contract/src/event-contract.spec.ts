import { z } from 'zod';
import { count, defineContract, eventJsonSchema, fieldsWithoutPrivacyClass, flag, identifier } from './event-contract';

describe('the privacy class of a field', () => {
  it('is missed where a contract forgets it, also inside lists and optional parts', () => {
    const careless = defineContract('careless.v1', {
      Said: z.object({ open: flag(), name: z.string(), list: z.array(z.object({ phone: z.string().nullable() })) }),
    });
    expect(fieldsWithoutPrivacyClass(careless)).toEqual(['careless.v1/Said.name', 'careless.v1/Said.list[].phone']);
  });

  it('covers lists and optional fields of classed values', () => {
    const careful = defineContract('careful.v1', {
      Said: z.object({
        ids: z.array(identifier()),
        maybe: identifier().nullable(),
        many: z.array(z.object({ count: count() })),
      }),
    });
    expect(fieldsWithoutPrivacyClass(careful)).toEqual([]);
  });

  it('travels into the JSON Schema that analysts read', () => {
    expect(eventJsonSchema(z.object({ visitorCount: count(), agencyId: identifier() }))).toMatchObject({
      properties: { visitorCount: { 'x-privacy': 'figure' }, agencyId: { 'x-privacy': 'identifier' } },
    });
  });
});

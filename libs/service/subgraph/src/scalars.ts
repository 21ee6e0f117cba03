import { isDay } from '@tiepdan/dated-table';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** A day in the province (Asia/Ho_Chi_Minh), `2026-11-24`; inside the program the same string. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A day in the province (Asia/Ho_Chi_Minh), such as 2026-11-24.',
  serialize: (value) => asDay(value),
  parseValue: (value) => asDay(value),
  parseLiteral: (node) => asDay(node.kind === Kind.STRING ? node.value : null),
});

function asDay(value: unknown): string {
  if (typeof value === 'string' && isDay(value)) return value;
  throw new GraphQLError('Expected a day such as 2026-11-24.', { extensions: { code: 'BAD_USER_INPUT' } });
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** An instant; RFC 3339, given out in UTC; inside the program a Date. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant, RFC 3339, given out in UTC, such as 2026-11-24T01:02:03.000Z.',
  serialize: (value) => (value instanceof Date ? value : asInstant(value)).toISOString(),
  parseValue: asInstant,
  parseLiteral: (node) => asInstant(node.kind === Kind.STRING ? node.value : null),
});

function asInstant(value: unknown): Date {
  const instant = typeof value === 'string' && INSTANT.test(value) ? new Date(value) : null;
  if (!instant || Number.isNaN(instant.getTime()))
    throw new GraphQLError('Expected an instant such as 2026-11-24T01:02:03Z.', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  return instant;
}

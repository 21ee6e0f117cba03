import { formatWritten, parseWritten, WRITTEN_ITEMS_MAX } from './read-your-write';

const topic = 'intake.petition.v1';
const id = '0190c0de-0000-7000-8000-000000000001';
const item = `${topic}/${id}`;

describe('a list of written versions', () => {
  it('comes back as it was written', () => {
    const written = [
      { topic, id, version: 1 },
      { topic: 'assignment.case.v1', id: id.replace('01', '02'), version: 999_999_999 },
    ];
    expect(parseWritten(formatWritten(written))).toEqual(written);
  });
  it('holds 20 items, and not one more', () => {
    const items = (count: number) => Array.from({ length: count }, () => `${topic}/${id}:1`).join(',');
    expect(parseWritten(items(WRITTEN_ITEMS_MAX))).toHaveLength(WRITTEN_ITEMS_MAX);
    expect(parseWritten(items(WRITTEN_ITEMS_MAX + 1))).toBeNull();
  });
  it.each([
    '',
    ',',
    item,
    `${id}:1`,
    `${id}:1`,
    `${topic}/${id}:`,
    `${topic}/${id}:-1`,
    `${topic}/${id}:1.5`,
    `${topic}/${id}:1234567890`,
    `${topic}/x${id}:1`,
    `${topic}/${id}:1,`,
    `${topic}/${id}:1\n${topic}/${id}:2`,
  ])('is not read from %j', (text) => {
    expect(parseWritten(text)).toBeNull();
  });
});

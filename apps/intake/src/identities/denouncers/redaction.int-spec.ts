import { freshDatabase, type FreshDatabase } from '@tiepdan/testkit';
import { aDraft, anIdentified, aReception, aVisit } from '../../testing/examples';
import { openIntakeWorld, type IntakeWorld } from '../../testing/intake.world';
import { textsHash, type Texts } from './redact';

const name = 'Hoàng Thị Chim-Canh-Cụt';
const denouncer = anIdentified(777, { name, address: { text: 'Ngõ Chim-Canh-Cụt' }, phone: '0912999999' });
const texts = {
  summary: `Tôi là ${name.toUpperCase()}, điện thoại 0912 999 999, vợ của kế toán xã, tố cáo ông Lê Văn Bị nhận tiền.`,
  place: { text: 'Gần nhà ở Ngõ Chim-Canh-Cụt' },
  respondent: { kind: 'PERSON', name: 'Lê Văn Bị' },
} as const;
const passages = ['vợ của kế toán xã'];
const rendition = {
  summary:
    'Tôi là [đã lược: họ tên], điện thoại [đã lược: số điện thoại], [đã lược: đoạn nhận dạng], tố cáo ông Lê Văn Bị nhận tiền.',
  place: { text: 'Gần nhà ở [đã lược: địa chỉ]' },
  respondent: { name: 'Lê Văn Bị' },
};
const receptionist = { roles: ['receptionist'] };
const processor = { roles: ['processor'] };
const FIELDS = `summary place { text } respondent { name } original { summary placeText respondentName salt }
  redaction { removed { from kind count } originalHash renditionHash madeBy { id } }`;

describe('what a denunciation says', () => {
  let database: FreshDatabase;
  let world: IntakeWorld;
  beforeAll(async () => {
    database = await freshDatabase('intake_redaction');
    world = await openIntakeWorld(database.url);
  });
  afterAll(async () => {
    await world.close();
    await database.drop();
  });

  const denunciation = { ...aDraft({ kind: 'DENUNCIATION', ...texts }), identifyingPassages: passages };
  const read = async (id: string, as: object) =>
    (await world.ask(`{ petition(id: "${id}") { ${FIELDS} } }`, {}, as)).data.petition;
  /** What a processor reads, and what the receptionist can prove of it. */
  const expectRendition = async (id: string) => {
    const seen = await read(id, processor);
    expect(seen).toMatchObject({ ...rendition, original: null });
    expect(seen.redaction.removed).toEqual([
      { from: 'SUMMARY', kind: 'NAME', count: 1 },
      { from: 'SUMMARY', kind: 'PHONE', count: 1 },
      { from: 'SUMMARY', kind: 'PASSAGE', count: 1 },
      { from: 'PLACE', kind: 'ADDRESS', count: 1 },
    ]);
    const { original } = await read(id, receptionist);
    const { salt, ...handedIn } = original as Texts & { salt: string };
    expect(handedIn).toEqual({ summary: texts.summary, placeText: texts.place.text, respondentName: 'Lê Văn Bị' });
    expect(seen.redaction.originalHash).toBe(textsHash(handedIn, salt));
    const shown = { summary: seen.summary, placeText: seen.place.text, respondentName: seen.respondent.name };
    expect(seen.redaction.renditionHash).toBe(textsHash(shown));
    const tables = Object.keys(await world.rowCounts());
    const rows = tables.map(
      async (table) => (await database.asOwner(`select row_to_json(t)::text as row from ${table} t`)).rows,
    );
    const all = JSON.stringify(await Promise.all(rows)).toLowerCase();
    for (const canary of [name, 'Chim-Canh-Cụt', '0912 999 999', 'kế toán xã'])
      expect(all).not.toContain(canary.toLowerCase());
  };

  it('is read by others without what tells who denounces; what was taken out is certified, and the original proved', async () => {
    const { id } = await world.does(
      'receivePetition',
      aReception({ petitioners: [denouncer], petition: denunciation }),
    );
    await expectRendition(id);
  });

  it('is so at a visit, too, and the other petitions say what they say', async () => {
    const { petitions } = await world.does(
      'registerVisit',
      aVisit({ visitors: [denouncer], petitions: [denunciation] }),
    );
    await expectRendition(petitions[0].id);
    const complaint = aDraft({ summary: 'Khiếu nại của tôi.' });
    const mixed = await world.does(
      'registerVisit',
      aVisit({ visitors: [denouncer], petitions: [denunciation, complaint] }),
    );
    expect(await read(mixed.petitions[1].id, processor)).toMatchObject({
      summary: 'Khiếu nại của tôi.',
      redaction: null,
    });
  });

  it('becomes so when a complaint is found to be a denunciation, in the very answer that says it', async () => {
    const { id, version } = await world.does(
      'receivePetition',
      aReception({ petitioners: [denouncer], petition: aDraft(texts) }),
    );
    const { data } = await world.ask(
      `mutation ($input: ClassifyPetitionInput!) { classifyPetition(input: $input, idempotencyKey: "found-to-denounce") {
         ... on Petition { summary place { text } } ... on Refusal { code } } }`,
      {
        input: {
          petition: id,
          expectedVersion: version,
          kind: 'DENUNCIATION',
          field: 'CORRUPTION',
          direction: 'ACCEPT',
          identifyingPassages: passages,
        },
      },
      processor,
    );
    expect(data.classifyPetition).toEqual({ summary: rendition.summary, place: rendition.place });
    await expectRendition(id);
  });

  it('has the receipt of what was handed in, before and after', async () => {
    const { id, version } = await world.does(
      'receivePetition',
      aReception({ petitioners: [denouncer], petition: aDraft(texts) }),
    );
    const receipt = async () =>
      (await world.ask(`{ petition(id: "${id}") { signedReceipt { text } } }`, {}, receptionist)).data.petition
        .signedReceipt.text;
    const before = await receipt();
    const found = {
      petition: id,
      expectedVersion: version,
      kind: 'DENUNCIATION',
      field: 'CORRUPTION',
      direction: 'ACCEPT',
    };
    await world.does('classifyPetition', found);
    expect((await read(id, processor)).summary).toContain('[đã lược: họ tên]');
    expect(await receipt()).toBe(before);
  });

  it('refuses passages that are not there, or of what is no denunciation, and keeps nothing', async () => {
    const kept = async () =>
      (await world.vault.pool.query('select count(*)::int as count from kept_occasion')).rows[0].count;
    const before = [await world.rowCounts(), await kept()];
    const receive = (petition: object) =>
      world.does('receivePetition', { ...aReception({ petitioners: [denouncer] }), petition });
    expect(await receive({ ...denunciation, identifyingPassages: ['không có ở đây'] })).toMatchObject({
      code: 'PASSAGE_NOT_FOUND',
      field: 'petition.identifyingPassages.0',
    });
    expect(await receive({ ...aDraft(texts), identifyingPassages: passages })).toMatchObject({
      code: 'PASSAGES_NOT_USED',
    });
    expect([await world.rowCounts(), await kept()]).toEqual(before);
  });
});

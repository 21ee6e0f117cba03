import { keeperOf } from '@tiepdan/sealing';
import { erasedStatement, statementOf } from './person';
import { personFieldNames } from './person-fields';
import { openedStatement, peopleJson } from './person-record.repository';

const keeper = keeperOf({ writing: 'test', index: 'aa'.repeat(32), keys: { test: 'bb'.repeat(32) } });
const statedId = '0190a000-0000-7000-8000-0000000000b1';
const statement = statementOf({
  name: 'Nguyễn Thị Ví Dụ',
  identityNumber: '019000000777',
  addressText: 'Tổ 5',
  addressCommuneId: '0190a000-0000-7000-8000-0000000000a2',
  phone: '0912345678',
  email: 'vidu@example.vn',
});
const bytes = (hex: string) => Buffer.from(hex, 'hex');
/** As it was written in November 2026. */
const kept = {
  ...statementOf({}),
  keyId: 'test',
  wrappedKey: bytes(
    '01e3c65f24b31e64848e99e1929ac25ce786eefed06880026cd039596fd3eae4db17df72aae83a169f6becbfd26781a841ec149ddacb21575629cd24de',
  ),
  name: bytes(
    '017d697a43bd3d6983c159808067484ab168c27b07976b6312f0793188a5a5b87afc0596096da559e825f0cb09673dddffb806eb',
  ),
  identityNumber: bytes('014fd741410afeff7f0805a8cba32ce75c8623c07b8eb687bd450c9339a85075b4fc1e7ba2cf1122d1'),
  addressText: bytes('01b9fe5a19a63c168cb155b262f13efc7e36698a4861d29cc4a24c31c7088f6a78a47d'),
  addressCommuneId: statement.addressCommuneId,
  phone: bytes('01fb90887e5a6da406a1bc710cdaa08bf3ab343308e11bae0fcf03b7022a0c49b64b7a96d6111c'),
  email: bytes('01e49e184cb03bcfc308a7f31504ffefd89cd95b48411901436b30dcacb6dfd60dd5049ccc68c6c3bb5af7df'),
};

describe('what a person stated', () => {
  it('is opened as it was sealed before its fields stood in one table', () => {
    expect(openedStatement(kept, statedId, keeper)).toEqual(statement);
  });

  it('is null where a field was not asked for yet, also for a person in the vault', () => {
    const { email: _, ...earlier } = statement;
    expect(statementOf(earlier)).toEqual({ ...statement, email: null });
  });

  it('is shown as erased in every field once its key was destroyed, also where it stands in clear', () => {
    const erased = openedStatement({ ...kept, keyId: null, wrappedKey: null }, statedId, keeper);
    expect(erased).toEqual(erasedStatement);
    for (const name of personFieldNames) expect([null, '(đã xóa)']).toContain(erased[name]);
  });

  it('leaves in clear nothing but what identifies nobody', () => {
    const frame = { ordinal: 1, newCitizenId: statedId, identityKind: 'PERSONAL_NUMBER', role: 'INDIVIDUAL' } as const;
    const [written] = JSON.parse(peopleJson([{ ...statement, ...frame }], keeper)) as [Record<string, unknown>];
    const inClear = Object.entries(written).filter(([, value]) => value !== null && !String(value).startsWith('\\x'));
    expect(Object.fromEntries(inClear)).toEqual({
      ordinal: 1,
      stated_id: statedId,
      identity_kind: 'PERSONAL_NUMBER',
      key_id: 'test',
      role: 'INDIVIDUAL',
      address_commune_id: statement.addressCommuneId,
    });
  });
});

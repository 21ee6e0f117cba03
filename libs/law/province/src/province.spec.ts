import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toDay } from '@tiepdan/dated-table';
import { loadProvince } from './province';

const province = loadProvince('libs/law/province/data');
const lastOldDay = toDay('2025-06-30');
const firstNewDay = toDay('2025-07-01');
const noticeDay = toDay('2021-01-20');

describe('a code', () => {
  it('reused after the merger names two different bodies', () => {
    const old = province.agencyByCode('05443', lastOldDay)!;
    const current = province.agencyByCode('05443', firstNewDay)!;
    expect([old.name, current.name]).toEqual(['Phường Trưng Vương', 'Phường Phan Đình Phùng']);
    expect(old.id).not.toBe(current.id);
  });

  it('reused under the same name names two different bodies all the same', () => {
    const old = province.agencyByCode('01840', lastOldDay)!;
    const current = province.agencyByCode('01840', firstNewDay)!;
    expect([old.name, current.name]).toEqual(['Phường Đức Xuân', 'Phường Đức Xuân']);
    expect(old.id).not.toBe(current.id);
  });

  it('means nothing on a day its body does not exist', () => {
    expect(province.agencyByCode('UBND-164', lastOldDay)?.name).toBe('Ủy ban nhân dân thành phố Thái Nguyên');
    expect(province.agencyByCode('UBND-164', firstNewDay)).toBeUndefined();
    expect(province.agencyByCode('SNNMT', toDay('2025-02-28'))).toBeUndefined();
  });
});

describe('the register', () => {
  it('holds 280 communes before the merger and 92 after it, 17 districts and none', () => {
    const count = (level: string, on: string, code = /^\d+$/) =>
      province.agencies.filter(
        (agency) =>
          agency.level === level && code.test(agency.code) && province.agencyByCode(agency.code, toDay(on)) === agency,
      ).length;
    expect([count('COMMUNE', '2025-06-30'), count('COMMUNE', '2025-07-01')]).toEqual([280, 92]);
    expect([count('DISTRICT', '2025-06-30'), count('DISTRICT', '2025-07-01')]).toEqual([17, 0]);
    expect([count('PROVINCE', '2025-06-30'), count('PROVINCE', '2025-07-01')]).toEqual([2, 1]);
  });

  it('gives the same ids on every machine', () => {
    expect(province.agencyByCode('BTCD', noticeDay)?.id).toBe('9d695a02-fe4a-58c9-8104-aff4aeee6f46');
    expect(province.officers[0]?.id).toBe('b40250e4-a721-5713-807f-cd6d2a6484e6');
  });

  it('puts every body below one that exists on its last day', () => {
    for (const { parentId, existsTo } of province.agencies) {
      if (parentId === null) continue;
      const parent = province.agencyById(parentId)!;
      expect(province.agencyByCode(parent.code, existsTo ?? toDay('2026-11-24'))).toBe(parent);
    }
    const chain = ['BTCD-164'];
    for (let agency = province.agencyByCode('BTCD-164', noticeDay)!; agency.parentId !== null; chain.push(agency.code))
      agency = province.agencyById(agency.parentId)!;
    expect(chain).toEqual(['BTCD-164', 'UBND-164', '164', '19']);
  });

  it('gives each officer a body of today and known roles, as the reception board needs them', () => {
    const rolesOf = (agencyCode: string) =>
      new Set(province.officers.filter((officer) => officer.agencyCode === agencyCode).flatMap(({ roles }) => roles));
    expect(rolesOf('BTCD')).toEqual(
      new Set(['receptionist', 'processor', 'reception-board', 'head', 'resolver', 'records-clerk']),
    );
    expect(rolesOf('TTT')).toEqual(new Set(['head', 'inspector', 'verifier', 'overseer', 'identity-custodian']));
    expect(rolesOf('05443')).toEqual(new Set(['receptionist', 'processor', 'head', 'resolver']));
    expect(province.officers.find(({ code }) => code === 'pdp-tiep')?.agencyId).toBe(
      province.agencyByCode('05443', firstNewDay)?.id,
    );
    expect(rolesOf('UBND')).toEqual(new Set(['leader']));
    expect(rolesOf('VPUBND')).toEqual(new Set(['administrator', 'analyst', 'identity-custodian']));
    for (const department of ['SXD', 'SNNMT'])
      expect(rolesOf(department)).toEqual(new Set(['head', 'processor', 'resolver']));
  });
});

describe('succession', () => {
  it('leads from 280 units to 92, three of them split', () => {
    const { successions } = province;
    expect(successions).toHaveLength(283);
    expect(new Set(successions.map(({ fromId }) => fromId)).size).toBe(280);
    expect(new Set(successions.map(({ toId }) => toId)).size).toBe(92);
    const split = new Set(
      successions.filter(({ scope }) => scope === 'PART').map(({ fromId }) => province.agencyById(fromId)?.name),
    );
    expect(split).toEqual(new Set(['Phường Gia Sàng', 'Phường Cam Giá', 'Xã Thượng Đình']));
    expect(new Set(successions.map(({ on }) => on))).toEqual(new Set(['2025-07-01']));
  });

  it('goes by code where two wards bore one name', () => {
    const heirOf = (code: string) => {
      const fromId = province.agencyByCode(code, lastOldDay)!.id;
      return province.successions
        .filter((succession) => succession.fromId === fromId)
        .map(({ toId }) => province.agencyById(toId)?.name);
    };
    expect([province.agencyByCode('05476', lastOldDay)?.name, heirOf('05476')]).toEqual([
      'Phường Trung Thành',
      ['Phường Tích Lương'],
    ]);
    expect([province.agencyByCode('05899', lastOldDay)?.name, heirOf('05899')]).toEqual([
      'Phường Trung Thành',
      ['Phường Trung Thành'],
    ]);
  });
});

describe('a name as documents print it', () => {
  const codes = (text: string, on = noticeDay) => province.agenciesNamed(text, on).map(({ code }) => code);

  it.each([
    ['TT. Tỉnh ủy', 'TTTU'],
    ['Đoàn ĐBQH tỉnh', 'DDBQH'],
    ['TT HĐND tỉnh', 'TTHDND'],
    ['CT và các PCT UBND tỉnh', 'UBND'],
    ['Văn phòng Tỉnh ủy', 'VPTU'],
    ['Văn phòng Đoàn ĐBQH tỉnh', 'VPDDBQH'],
    ['Văn phòng HĐND tỉnh', 'VPHDND'],
    ['Ban Dân vận Tỉnh ủy', 'BDV'],
    ['Ban Nội chính Tỉnh ủy', 'BNC'],
    ['Ủy ban Kiểm tra Tỉnh ủy', 'UBKT'],
    ['Thanh tra tỉnh', 'TTT'],
    ['Công an tỉnh', 'CAT'],
    ['Thành viên Tổ công tác theo Quyết định số 745/QĐ-UBND ngày 19/3/2020 của UBND tỉnh', 'TCT745'],
    ['Công an TPTN', 'CATPTN'],
    ['Công an thành phố Thái Nguyên', 'CATPTN'],
    ['Lãnh đạo VP.UBND tỉnh', 'VPUBND'],
    ['Lãnh đạo Ban TCD tỉnh', 'BTCD'],
    ['Sở Nội vụ', 'SNV'],
    ['Sở Tư pháp', 'STP'],
    ['Sở Tài chính', 'STC'],
    ['Thanh tra Chính phủ', 'TTCP'],
    ['Hội đồng nhân dân tỉnh', 'HDND'],
    ['Văn phòng Đoàn Đại biểu Quốc hội', 'VPDDBQH'],
  ])('in the notice of January 2021, "%s", is one body', (text, code) => {
    expect(codes(text)).toEqual([code]);
  });

  it('is found whatever its case, blanks, stops, accents composed or not, and tone on either vowel', () => {
    expect(codes('vp. ubnd  tỉnh')).toEqual(['VPUBND']);
    expect(codes('Sở Tư pháp'.normalize('NFD'))).toEqual(['STP']);
    expect(codes('Xã Định Hóa', firstNewDay)).toEqual(codes('Xã Định Hoá', firstNewDay));
    expect(codes('Xã Định Hóa', firstNewDay)).toEqual(['05569']);
  });

  it('is not found without its accents, and gives every body where a name repeats', () => {
    expect(codes('So Tu phap')).toEqual([]);
    expect(codes('Phường Trung Thành', lastOldDay)).toEqual(['05476', '05899']);
    expect(codes('Các sở, ngành thuộc tỉnh')).toEqual([]);
  });
});

describe('the register is not loaded', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'province-'));
    cpSync('libs/law/province/data', directory, { recursive: true });
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it.each([
    [
      'an unknown parent',
      'agencies.psv',
      '|DEPARTMENT|VPUBND|',
      '|DEPARTMENT|VPUB|',
      /agencies\.psv:\d+: unknown parent VPUB/,
    ],
    [
      'a parent that ended before its child',
      'agencies.psv',
      '|DEPARTMENT|VPUBND|',
      '|DEPARTMENT|UBND-164|',
      /agencies\.psv:\d+: unknown parent UBND-164/,
    ],
    [
      'two bodies with one code on one day',
      'agencies.psv',
      'Phường Trưng Vương|UBND phường Trưng Vương|COMMUNE|164|2014-07-01|2025-06-30',
      'Phường Trưng Vương|UBND phường Trưng Vương|COMMUNE|164|2014-07-01|2025-07-01',
      /agencies\.psv:\d+: the validity of 05443 overlaps/,
    ],
    ['an unknown level', 'agencies.psv', '|CENTRAL|', '|WORLD|', /agencies\.psv:\d+: unknown level "WORLD"/],
    ['a malformed day', 'agencies.psv', '|2020-03-19|', '|2020-3-19|', /agencies\.psv:\d+: malformed date/],
    [
      'an unknown successor',
      'succession.psv',
      '|01840|Phường Đức Xuân|whole',
      '|01841|Phường Đức Xuân|whole',
      /succession\.psv:\d+: successor 01841 Phường Đức Xuân is unknown on 2025-07-01/,
    ],
    [
      'an unknown predecessor',
      'succession.psv',
      '01834|Phường Nguyễn',
      '01835|Phường Nguyễn',
      /succession\.psv:\d+: no 01835/,
    ],
    [
      'a predecessor that ended on another day',
      'agencies.psv',
      'phường Nguyễn Thị Minh Khai|COMMUNE|058|2014-07-01|2025-06-30',
      'phường Nguyễn Thị Minh Khai|COMMUNE|058|2014-07-01|2025-06-29',
      /succession\.psv:\d+: no 01834/,
    ],
    [
      'a predecessor under another name',
      'succession.psv',
      '01834|Phường Nguyễn Thị Minh Khai',
      '01834|Phường Minh Khai',
      /succession\.psv:\d+: no 01834 Phường Minh Khai ends before 2025-07-01/,
    ],
    [
      'a split nobody decided',
      'succession.psv',
      'Phường Đức Xuân|whole',
      'Phường Đức Xuân|part',
      /successions\.psv:2: old, new and split units are 280,92,4, decided were 280,92,3/,
    ],
    [
      'an officer of an unknown body',
      'officers.psv',
      '|TTT|inspector',
      '|TTX|inspector',
      /officers\.psv:\d+: officer's agency TTX is unknown/,
    ],
    [
      'an officer of a body that ended',
      'officers.psv',
      '|TTT|inspector',
      '|UBND-164|inspector',
      /officers\.psv:\d+: officer's agency UBND-164 is unknown/,
    ],
    ['an unknown role', 'officers.psv', '|TTT|inspector', '|TTT|wizard', /officers\.psv:\d+: unknown role "wizard"/],
    [
      'an officer twice',
      'officers.psv',
      'ttt-thanhtra|',
      'ttt-chanh|',
      /officers\.psv:\d+: duplicate officer ttt-chanh/,
    ],
  ])('with %s', (_fault, file, found, replacement, message) => {
    const path = join(directory, file);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(found);
    writeFileSync(
      path,
      text.replace(found, () => replacement),
    );
    expect(() => loadProvince(directory)).toThrow(message);
  });
});

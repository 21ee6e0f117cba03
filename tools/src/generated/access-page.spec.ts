import { roleLabels } from '@tiepdan/access';
import { accessTable, operations } from '@tiepdan/access/all';
import { accessPage } from './access-page';

describe('the page of who may do what', () => {
  const pageOf = async () => (await accessPage()).content;

  it('has every operation in one line, with its basis', async () => {
    const lines = (await pageOf()).split('\n').filter((line) => line.startsWith('| ') && line.includes('<br>_`'));
    expect(lines.map((line) => /_`(\w+)`_/.exec(line)?.[1]).sort()).toEqual([...operations].sort());
    for (const operation of operations)
      expect(lines.find((line) => line.includes(`_\`${operation}\`_`))).toContain(accessTable[operation].legalBasis);
  });

  it('says in words how far a duty reaches', async () => {
    const line = (await pageOf()).split('\n').find((each) => each.includes('`readPetition`'))!;
    const [below, anywhere] = ['của cơ quan cấp dưới', 'mọi nơi'];
    expect(line).toContain(`${roleLabels.head}: **vụ việc của mình, của cơ quan mình, ${below}**`);
    expect(line).toContain(`${roleLabels.leader}; ${roleLabels['identity-custodian']}: **${anywhere}**`);
    expect(line).not.toContain(roleLabels.analyst);
  });

  it('says who needs a purpose and a second person, and who does not', async () => {
    const line = (await pageOf()).split('\n').find((each) => each.includes('`readDenouncer`'))!;
    const [receptionist, custodian] = line.split('<br>').slice(1);
    expect(receptionist).not.toContain('nêu mục đích');
    expect(custodian).toMatch(/mọi nơi; nêu mục đích .*; người thứ hai chấp thuận/);
  });
});

import { randomBytes } from 'node:crypto';
import { blindIndex, keeperOf, newPersonSeal } from '@tiepdan/sealing';
import type { BenchOptions, BenchPart } from './bench-part';
import { MEASURED_CORE, pinThisProcess } from './measuring/pin';
import { spreadOf } from './measuring/spread';

const FULL = { rounds: 15, people: 10_000 };
const QUICK = { rounds: 3, people: 5_000 };
const WANTED_PER_SECOND = 50_000;

/** Fields sealed a second on one core, each with a blind index beside it; and whole people, with a wrapped key and five fields. */
export const sealingBench: BenchPart = { name: 'sealing', run: (options) => Promise.resolve(benchSealing(options)) };

function benchSealing({ isQuick }: BenchOptions): object {
  const { rounds, people } = isQuick ? QUICK : FULL;
  const isPinned = pinThisProcess(MEASURED_CORE);
  const hex = () => randomBytes(32).toString('hex');
  const keeper = keeperOf({ writing: 'bench', index: hex(), keys: { bench: hex() } });
  const one = newPersonSeal(keeper, 'person');
  const field = (number: number) => {
    blindIndex(keeper.indexKey, 'identityNumber', String(19_000_000_000 + number));
    one.seal('name', `Nguyễn Thị Ví Dụ ${number}`);
  };
  const person = (number: number) => {
    const { seal } = newPersonSeal(keeper, String(number));
    blindIndex(keeper.indexKey, 'identityNumber', String(19_000_000_000 + number));
    for (const name of ['name', 'identityNumber', 'addressText', 'phone', 'email']) seal(name, `Tổ 5, ${number}`);
  };
  const rates = { fields: [] as number[], people: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const [fields, whole] = [perSecond(people, field), perSecond(people, person)];
    // The first round only warms up.
    if (round === 0) continue;
    rates.fields.push(fields);
    rates.people.push(whole);
  }
  const perField = spreadOf(rates.fields);
  return {
    unit: 'a second of one core',
    isPinned,
    rounds,
    sealAndIndex: perField,
    wholePeople: spreadOf(rates.people),
    wanted: { perSecond: WANTED_PER_SECOND, isMet: perField.median >= WANTED_PER_SECOND },
  };
}

/** By the CPU that was spent, which others on the machine do not change. */
function perSecond(times: number, work: (number: number) => void): number {
  const before = process.cpuUsage();
  for (let number = 0; number < times; number += 1) work(number);
  const { user, system } = process.cpuUsage(before);
  return (times * 1_000_000) / (user + system);
}

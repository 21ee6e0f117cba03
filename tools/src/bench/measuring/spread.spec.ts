import { spreadOf } from './spread';

describe('a spread', () => {
  it('has the middle one of an odd number of values, in whatever order they came', () => {
    expect(spreadOf([10, 9, 100])).toEqual({ median: 10, min: 9, max: 100 });
  });
  it('has the mean of the two middle ones of an even number', () => {
    expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, min: 1, max: 4 });
  });
});

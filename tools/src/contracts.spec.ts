import { agencyContract, caseContract, directiveContract } from '@tiepdan/contract-assignment';
import { petitionContract, visitContract } from '@tiepdan/contract-intake';
import { noticeContract } from '@tiepdan/contract-notification';
import { fieldsWithoutPrivacyClass } from '@tiepdan/event-contract';

it.each([petitionContract, visitContract, caseContract, directiveContract, agencyContract, noticeContract])(
  'every event of $topic declares a privacy class for each of its fields',
  (contract) => {
    expect(fieldsWithoutPrivacyClass(contract)).toEqual([]);
  },
);

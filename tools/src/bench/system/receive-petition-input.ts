import { randomInt, randomUUID } from 'node:crypto';

export const receivePetition = /* GraphQL */ `
  mutation ReceivePetition($input: ReceivePetitionInput!, $key: String!) {
    receivePetition(input: $input, idempotencyKey: $key) {
      __typename
      ... on Petition {
        id
        number
        version
      }
      ... on PetitionRefused {
        code
        message
      }
    }
  }
`;

export const receivePetitionWithCase = receivePetition.replace(
  'version }',
  'version case { number nextDeadline { dueOn } } }',
);

/** A letter from a new person each time, of ordinary length. */
export const aPetition = (agency: string) => ({
  key: randomUUID(),
  input: {
    agency,
    channel: 'POST',
    petitioners: [
      {
        name: 'Người Thử Tải',
        identityKind: 'PERSONAL_NUMBER',
        identityNumber: `0193${String(randomInt(100_000_000)).padStart(8, '0')}`,
        address: { text: 'xóm Thử, xã Nghiệm' },
      },
    ],
    petition: { kind: 'COMPLAINT', field: 'LAND_HOUSING', summary: 'Khiếu nại quyết định thu hồi đất. '.repeat(12) },
  },
});

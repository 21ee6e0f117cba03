import type { CommandDependencies } from '@tiepdan/command';
import { answerType, mutation, mutationsOf } from '@tiepdan/subgraph';
import { acknowledgeNotice } from './notice.command';
import { AcknowledgeNoticeInput, NoticeType } from './notice.graphql';

export const noticeResult = answerType(NoticeType, 'Notice', 'The notice as it is now, or why not.');

export const noticeMutations = mutationsOf<CommandDependencies>(noticeResult, [
  mutation(
    acknowledgeNotice,
    AcknowledgeNoticeInput,
    'The addressed agency confirms that a notice came (xác nhận đã nhận).',
    'Which notice.',
  ),
]);

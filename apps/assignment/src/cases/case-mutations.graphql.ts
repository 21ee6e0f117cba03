import { answerType, mutation, mutationsOf } from '@tiepdan/subgraph';
import { acceptCaseStep } from './accept-case';
import { assignCaseStep } from './assign-case';
import {
  AcceptCaseInput,
  AssignCaseInput,
  ConfirmSendingInput,
  ExtendCaseInput,
  ResumeCaseInput,
  SuspendCaseInput,
} from './case-inputs.graphql';
import { caseCommand, type CaseCommandDependencies } from './case.command';
import { CaseType } from './case.graphql';
import { confirmSendingStep } from './confirm-sending';
import { extendCaseStep } from './extend-case';
import { resumeCaseStep } from './resume-case';
import { suspendCaseStep } from './suspend-case';

export const caseResult = answerType(CaseType, 'Case', 'The case as it is now, or why not.');

/** The steps of a case, each with its input and what the graph says of it. */
export const caseMutations = mutationsOf<CaseCommandDependencies>(caseResult, [
  mutation(
    caseCommand(assignCaseStep),
    AssignCaseInput,
    'Gives a case to an officer of the accountable agency (giao xử lý).',
    'Which case to whom.',
  ),
  mutation(
    caseCommand(acceptCaseStep),
    AcceptCaseInput,
    'Accepts a case for settlement; the clock of settlement starts (thụ lý).',
    'Which case, by which document.',
  ),
  mutation(
    caseCommand(suspendCaseStep),
    SuspendCaseInput,
    'Suspends settlement; the clocks that may stand still do (tạm đình chỉ).',
    'Which case, on which ground, by which document.',
  ),
  mutation(
    caseCommand(resumeCaseStep),
    ResumeCaseInput,
    'Goes on where a suspended case stood; its clocks run again (tiếp tục giải quyết).',
    'Which case, by which document.',
  ),
  mutation(
    caseCommand(extendCaseStep),
    ExtendCaseInput,
    'Extends the time for settlement, as often as the law allows (gia hạn).',
    'Which case, by which document.',
  ),
  mutation(
    caseCommand(confirmSendingStep),
    ConfirmSendingInput,
    'Notes that a decision or notice of the case was sent (xác nhận đã gửi).',
    'Which case, by which document.',
  ),
]);

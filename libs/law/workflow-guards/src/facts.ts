import type { Complexity, Day, PetitionKind } from '@tiepdan/dated-table';

/**
 * What is known of a matter when somebody wants to take a step. Absent means: not established. Periods and numbers of people
 * come here already judged by the law's own figures, so that no guard holds a figure.
 */
export interface Facts {
  /** The day the step counts for; decides which version of the tables holds. */
  readonly on: Day;
  /** What the petition is in law. While it is not known, only steps that are the same for every kind are possible. */
  readonly kind?: PetitionKind;
  /** Where the matter stood before it was suspended or reviewed; needed to go back there. */
  readonly previousState?: string;
  /** 1 first settlement, 2 second; 3 and 4 the same of a complaint against a disciplinary decision. */
  readonly instance?: number;
  readonly complexity?: Complexity;
  readonly remoteArea?: boolean;
  readonly overdue?: boolean;

  readonly identityStated?: boolean;
  /** So many people on one matter that they must be represented. */
  readonly group?: boolean;
  readonly represented?: boolean;
  /** Whether a group complaint carries all signatures and the appointment of representatives. */
  readonly groupPapers?: boolean;
  /** How the law wants the refusal made known. */
  readonly refusalGround?: 'ORAL' | 'WRITTEN';
  readonly letter?: boolean;
  readonly leadersSession?: boolean;
  readonly onlineMatter?: boolean;

  readonly eligible?: boolean;
  readonly competent?: boolean;
  readonly guidedBefore?: boolean;
  readonly transferredBefore?: boolean;
  /** The competent body among them. */
  readonly sentToManyBodies?: boolean;
  readonly duplicate?: boolean;
  readonly mixedContent?: boolean;
  readonly toBeReturned?: boolean;
  readonly dueFromSubordinate?: boolean;
  readonly earlierSettlement?: 'RIGHT' | 'WRONG' | 'WITHOUT_COMPETENCE';
  readonly signsOfCrime?: boolean;
  readonly seriousHarm?: boolean;
  readonly filingPeriodOver?: boolean;

  readonly barToAcceptance?: boolean;
  readonly executionHarm?: boolean;
  readonly stayed?: boolean;
  readonly complaintRight?: boolean;
  /** Whether what is asked for and what was found agree. */
  readonly findingsAgree?: boolean;
  readonly attendance?: 'PRESENT' | 'ABSENT_WITHOUT_REASON';
  readonly councilConsulted?: boolean;
  readonly dismissal?: boolean;
  readonly secondComplaintInTime?: boolean;
  readonly courtInTime?: boolean;
  readonly appealPeriodOver?: boolean;
  readonly toCarryOut?: boolean;
  readonly unlawfulAndHarmful?: boolean;
  /** True while a ground for suspension stands, false when it has ended. */
  readonly suspensionGround?: boolean;
  readonly terminationGround?: boolean;
  readonly withdrawal?: 'FULL' | 'PARTIAL';
  readonly coerced?: boolean;

  readonly signsOfBreach?: boolean;
  readonly identified?: boolean;
  /** Whether an unnamed denunciation can be looked into all the same. */
  readonly verifiable?: boolean;
  readonly conditionsFail?: boolean;
  readonly longerCheck?: boolean;
  readonly protectionAsked?: boolean;
  readonly protectionNeeded?: boolean;
  readonly verifierConflict?: boolean;
  readonly clearAndReady?: boolean;
  /** How many extensions the law still allows. */
  readonly extensionsLeft?: number;
  readonly takeOver?: boolean;
  readonly aboutRegulations?: boolean;
  readonly resultEvidence?: boolean;
}

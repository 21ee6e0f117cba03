import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType, DateScalar, enumOf } from '@tiepdan/subgraph';
import type { Complexity, Day, PetitionKind } from '@tiepdan/dated-table';
import { caseStages, type CaseStage } from '@tiepdan/workflow';
import { DocumentType } from '../agencies/agency.graphql';
import type { Case } from './case';
import type { CaseAction } from './take-action';

export const PetitionKindEnum = enumOf<PetitionKind>(['COMPLAINT', 'DENUNCIATION', 'PROPOSAL', 'FEEDBACK']);
export const ComplexityEnum = enumOf<Complexity>(['NORMAL', 'COMPLEX', 'ESPECIALLY_COMPLEX']);
export const CaseStageEnum = enumOf(caseStages);

registerEnumType(PetitionKindEnum, {
  name: 'PetitionKind',
  description: 'What a petition is in law.',
  valuesConfig: {
    COMPLAINT: { description: 'Complaint (khiếu nại).' },
    DENUNCIATION: { description: 'Denunciation (tố cáo).' },
    PROPOSAL: { description: 'Proposal (kiến nghị).' },
    FEEDBACK: { description: 'Feedback (phản ánh).' },
  },
});
registerEnumType(ComplexityEnum, {
  name: 'Complexity',
  description: 'How complex a case was determined to be, in writing.',
  valuesConfig: {
    NORMAL: { description: 'Ordinary.' },
    COMPLEX: { description: 'Complex (phức tạp).' },
    ESPECIALLY_COMPLEX: { description: 'Especially complex (đặc biệt phức tạp).' },
  },
});
registerEnumType(CaseStageEnum, {
  name: 'CaseStage',
  description: 'Coarse stage of a case, the same for all kinds.',
  valuesConfig: {
    HANDLING: { description: 'Being classified and handled (đang xử lý).' },
    PROPOSED: { description: 'Proposed for acceptance (đề xuất thụ lý).' },
    ACCEPTED: { description: 'Accepted (đã thụ lý).' },
    VERIFYING: { description: 'Being verified (đang xác minh).' },
    VERIFIED: { description: 'Verified (đã xác minh).' },
    DIALOGUE: { description: 'In dialogue (đối thoại).' },
    DECIDED: { description: 'Decided (đã có quyết định).' },
    EFFECTIVE: { description: 'In legal effect (có hiệu lực).' },
    ENFORCING: { description: 'Being carried out (đang thi hành).' },
    SUSPENDED: { description: 'Suspended (tạm đình chỉ).' },
    TRANSFERRED: { description: 'With another body (đã chuyển).' },
    GUIDED: { description: 'Petitioner guided (đã hướng dẫn).' },
    RETURNED: { description: 'Returned (đã trả lại).' },
    FILED: { description: 'Filed (lưu đơn).' },
    REFUSED: { description: 'Not accepted (không thụ lý).' },
    TERMINATED: { description: 'Terminated (đình chỉ).' },
    CLOSED: { description: 'Closed (kết thúc).' },
  },
});

@ObjectType('CaseAction', { description: 'A step of the workflow, and whether the caller may take it now.' })
export class CaseActionType implements CaseAction {
  @Field(() => String, { description: 'Code; the mutation of the same name takes the step.' }) action!: string;
  @Field(() => String, { description: 'What the step is called.' }) label!: string;
  @Field(() => Boolean, { description: 'Whether the caller may take it now.' }) allowed!: boolean;
  @Field(() => String, { nullable: true, description: 'Why not.' }) reason!: string | null;
  @Field(() => String, { nullable: true, description: 'Article of law.' }) legalBasis!: string;
  @Field(() => DateScalar, { nullable: true, description: 'Due day of the running deadline it would meet.' })
  dueOn!: Day | null;
}

@ObjectType('CaseEvent', { description: 'Something that happened to a case.' })
export class CaseEventType {
  @Field(() => ID, { description: 'Opaque id.' }) id!: string;
  @Field(() => String, { description: 'Code of what happened.' }) type!: string;
  @Field(() => String, { description: 'What happened, in Vietnamese.' }) label!: string;
  @Field(() => Date, { description: 'When it was recorded.' }) at!: Date;
  @Field(() => DateScalar, { description: 'The day it counts for in law.' }) effectiveOn!: string;
  @Field(() => DocumentType, { nullable: true, description: 'The document it rests on.' })
  document!: DocumentType | null;
}
export const CaseEventConnection = connectionType('CaseEvent', CaseEventType);

@Directive('@key(fields: "id")')
@ObjectType('Petition', { description: 'A petition; this part knows its case.' })
export class PetitionStub {
  @Field(() => ID, { description: 'Opaque id.' }) id!: string;
}
export const PetitionConnection = connectionType('Petition', PetitionStub, { totalCount: true });

@Directive('@key(fields: "id")')
@ObjectType('Case', { description: 'The matter to be settled; several petitions may belong to one (vụ việc).' })
export class CaseType implements Pick<Case, 'id' | 'number' | 'kind' | 'stage' | 'openedAt' | 'version'> {
  @Field(() => ID, { description: 'Opaque id.' }) id!: string;
  @Field(() => String, { description: 'Number, such as BTCD-KN-2026-000123.' }) number!: string;
  @Field(() => PetitionKindEnum, { description: 'What it is in law.' }) kind!: PetitionKind;
  @Field(() => Int, {
    description: '1 first settlement, 2 second; 3 first and 4 second of a complaint about a disciplinary decision.',
  })
  instance!: number;
  @Field(() => CaseStageEnum, { description: 'Coarse stage.' }) stage!: CaseStage;
  @Field(() => ComplexityEnum, { description: 'How complex it was determined to be.' }) complexity!: Complexity;
  @Field(() => Date, { description: 'When it was opened.' }) openedAt!: Date;
  @Field(() => Date, { nullable: true, description: 'When it ended.' }) closedAt!: Date | null;
  @Field(() => Int, { description: 'Counts its changes; give it back as `expectedVersion`.' }) version!: number;
}
export const CaseConnection = connectionType('Case', CaseType, { totalCount: true });

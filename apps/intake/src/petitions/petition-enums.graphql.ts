import { registerEnumType } from 'type-graphql';
import { enumOf } from '@tiepdan/subgraph';
import {
  handlingDirections,
  intakeChannels,
  petitionKinds,
  petitionStatuses,
  respondentKinds,
  subjectFields,
} from './petition';

export const PetitionKindEnum = enumOf(petitionKinds);
export const SubjectFieldEnum = enumOf(subjectFields);
export const IntakeChannelEnum = enumOf(intakeChannels);
export const PetitionStatusEnum = enumOf(petitionStatuses);
export const HandlingDirectionEnum = enumOf(handlingDirections);
export const RespondentKindEnum = enumOf(respondentKinds);

registerEnumType(PetitionKindEnum, {
  name: 'PetitionKind',
  description: 'What a petition is (loại đơn).',
  valuesConfig: {
    COMPLAINT: { description: 'Khiếu nại: asks to reconsider a decision or act that harms one’s own rights.' },
    DENUNCIATION: { description: 'Tố cáo: an individual reports a breach of law.' },
    PROPOSAL: { description: 'Kiến nghị: proposes something.' },
    FEEDBACK: { description: 'Phản ánh: tells of a situation.' },
  },
});
registerEnumType(SubjectFieldEnum, {
  name: 'SubjectField',
  description: 'What a petition is about (lĩnh vực).',
  valuesConfig: {
    POLICY: { description: 'Chế độ, chính sách.' },
    LAND_HOUSING: { description: 'Đất đai, nhà cửa.' },
    CIVIL_SERVICE: { description: 'Công chức, công vụ.' },
    CORRUPTION: { description: 'Tham nhũng.' },
    ENVIRONMENT: { description: 'Môi trường.' },
    JUDICIAL: { description: 'Tư pháp.' },
    PARTY_MASS: { description: 'Đảng, đoàn thể.' },
    OTHER: { description: 'Khác.' },
  },
});
registerEnumType(IntakeChannelEnum, {
  name: 'IntakeChannel',
  description: 'How a petition came in (nguồn đơn).',
  valuesConfig: {
    RECEPTION: { description: 'Handed in at a reception place.' },
    POST: { description: 'By post.' },
    LETTER_BOX: { description: 'From the letter box.' },
    OTHER_AGENCY: { description: 'Passed on by another body.' },
    LEADER: { description: 'Passed on by a leader.' },
    ELECTED_BODY: { description: 'Passed on by deputies or the Fatherland Front.' },
    PRESS: { description: 'Passed on by the press.' },
    ONLINE: { description: 'Online.' },
  },
});
registerEnumType(PetitionStatusEnum, {
  name: 'PetitionStatus',
  description: 'How far a petition itself has come; its case tells the rest.',
  valuesConfig: {
    RECEIVED: { description: 'Received, not classified yet.' },
    CLASSIFIED: { description: 'Classified, with a direction proposed.' },
    LINKED: { description: 'Repeats another petition (trùng đơn).' },
    SPLIT: { description: 'To be split into separate petitions (tách đơn).' },
    INELIGIBLE: { description: 'Does not meet the conditions to be handled.' },
    WITHDRAWN: { description: 'Taken back (đã rút).' },
  },
});
registerEnumType(HandlingDirectionEnum, {
  name: 'HandlingDirection',
  description: 'What is to be done with a petition (hướng xử lý).',
  valuesConfig: {
    ACCEPT: { description: 'Thụ lý.' },
    GUIDE: { description: 'Hướng dẫn.' },
    TRANSFER: { description: 'Chuyển đơn.' },
    RETURN: { description: 'Trả lại đơn.' },
    FILE: { description: 'Lưu đơn.' },
    URGE: { description: 'Đôn đốc.' },
    REFUSE: { description: 'Không thụ lý.' },
    SPLIT: { description: 'Tách đơn.' },
    INVESTIGATE: { description: 'Chuyển cơ quan điều tra.' },
  },
});
registerEnumType(RespondentKindEnum, {
  name: 'RespondentKind',
  description: 'What kind of party is complained of or denounced.',
  valuesConfig: {
    AGENCY: { description: 'A public body.' },
    OFFICER: { description: 'An officer.' },
    ORGANISATION: { description: 'Another organisation.' },
    PERSON: { description: 'A person.' },
  },
});

import { inWorkspace } from '../workspace';
import type { GeneratedFile } from './generated-files';
import { ASSUMED_MARK, bothLanguages, inCode, markdownTable } from './markdown';
import { readOpenQuestions, type OpenQuestion } from './open-questions';

const sections: Readonly<Record<OpenQuestion['status'], string>> = {
  open: `${ASSUMED_MARK} Còn mở · Still open`,
  reading: `${ASSUMED_MARK} Phần mềm tạm hiểu một cách · Read one way until decided`,
  answered: 'Đã có văn bản trả lời · Answered by a text',
};

/**
 * What the law leaves open and the software goes by meanwhile, each with the rows of the tables to change once it is
 * decided: for the legal staff of the province.
 * @throws Error for a fault in the questions, or an assumed row that none of them covers
 */
export function openQuestionsPage(directory = inWorkspace('libs', 'law', 'data')): GeneratedFile {
  const questions = readOpenQuestions(directory);
  const page = [
    '# Câu hỏi còn mở · Open questions',
    '',
    'Lập tự động từ `libs/law/data/open-questions.psv` bằng `npm run schema`. Khi có câu trả lời, sửa những dòng nêu ở cột “Thiết lập” rồi đổi trạng thái câu hỏi.',
    '',
    'Generated from `libs/law/data/open-questions.psv` by `npm run schema`. Once a question is decided, change the rows under “Settings”, then the state of the question. A row of a table that rests on less than a source read and has no question here fails the build.',
    '',
    ...Object.entries(sections).flatMap(([status, title]) => [
      `## ${title}`,
      '',
      ...markdownTable(
        ['Số · No.', 'Câu hỏi · Question', 'Đang áp dụng · In use', 'Thiết lập · Settings', 'Nguồn · Evidence'],
        questions.filter((question) => question.status === status).map(questionRow),
      ),
    ]),
  ];
  return { path: 'docs/law/open-questions.md', content: page.join('\n') };
}

const questionRow = ({
  id,
  question,
  questionEn,
  reading,
  readingEn,
  affects,
  evidenceTags,
}: OpenQuestion): string[] => [
  id,
  bothLanguages(question, questionEn),
  bothLanguages(reading, readingEn),
  affects.map(inCode).join('<br>') || bothLanguages('không có thiết lập', 'no setting'),
  evidenceTags.join(', '),
];

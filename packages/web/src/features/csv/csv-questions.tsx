import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { RadioGroup } from '@rollcall/client/ui/radio-group.tsx';
import type { CsvEncoding, CsvInspection, CsvQuestion } from '@rollcall/core/runs/csv-contract.ts';
import { useTranslations } from 'use-intl';
import type { UploadKind } from './upload-file.ts';
import { type ChosenFile, type FileInspection, rolesOf } from './use-file-inspection.ts';

type CsvQuestionsProps = {
  readonly chosen: ChosenFile;
  readonly inspection: CsvInspection;
  readonly kind: UploadKind;
  readonly answers: Pick<FileInspection, 'setEncoding' | 'setHasHeader' | 'setRole'>;
};

type Of<Name extends CsvQuestion['question']> = Extract<CsvQuestion, { question: Name }>;

/** What only a person can know about the file, each with the likeliest answer chosen already. */
export function CsvQuestions({ chosen, inspection, kind, answers }: CsvQuestionsProps) {
  const t = useTranslations('csv.question');
  // Once an encoding is chosen the file is looked at in it, and the question is no longer asked there.
  const encoding = chosen.first?.questions.find((question) => question.question === 'encoding');
  const others = inspection.questions.filter(({ question }) => question !== 'encoding');
  const header = others.find((question) => question.question === 'header');
  const email = others.find((question) => question.question === 'email_column');
  const count = [encoding, header, email].filter(Boolean).length;
  if (count === 0) return null;
  return (
    <Card aria-labelledby="csv-questions">
      <CardHeader level={3} titleId="csv-questions" title={t('title', { count })} />
      <CardBody className="flex flex-col gap-6">
        {encoding && (
          <EncodingQuestion
            question={encoding}
            value={chosen.encoding ?? chosen.first?.encoding}
            onChange={answers.setEncoding}
          />
        )}
        {header && (
          <HeaderQuestion
            question={header}
            value={chosen.hasHeader ?? inspection.hasHeader}
            onChange={answers.setHasHeader}
          />
        )}
        {email && (
          <EmailQuestion
            question={email}
            inspection={inspection}
            kind={kind}
            value={rolesOf(chosen).indexOf('email')}
            onChange={(index) => answers.setRole(index, 'email')}
          />
        )}
      </CardBody>
    </Card>
  );
}

type EncodingQuestionProps = {
  readonly question: Of<'encoding'>;
  readonly value: CsvEncoding | undefined;
  readonly onChange: (encoding: CsvEncoding) => void;
};

/** The same lines in each reading: whoever knows the names sees which is right. */
function EncodingQuestion({ question, value, onChange }: EncodingQuestionProps) {
  const t = useTranslations('csv');
  return (
    <div className="flex flex-col gap-2">
      <RadioGroup
        legend={t('question.encoding')}
        options={question.readings.map(({ encoding, lines }) => ({
          value: encoding,
          label: t(`encoding.${encoding}`),
          hint: (
            <span className="block whitespace-pre-line wrap-anywhere">
              <bdi>{lines.join('\n')}</bdi>
            </span>
          ),
        }))}
        value={value}
        onChange={onChange}
      />
      <p className="text-muted text-sm">{t('question.encodingHint')}</p>
    </div>
  );
}

type HeaderQuestionProps = {
  readonly question: Of<'header'>;
  readonly value: boolean;
  readonly onChange: (hasHeader: boolean) => void;
};

function HeaderQuestion({ question, value, onChange }: HeaderQuestionProps) {
  const t = useTranslations('csv.question');
  return (
    <div className="flex flex-col gap-2">
      <RadioGroup
        legend={t('header')}
        options={[
          { value: 'person', label: t('headerNo') },
          { value: 'headings', label: t('headerYes') },
        ]}
        value={value ? 'headings' : 'person'}
        onChange={(answer) => onChange(answer === 'headings')}
      />
      <p className="text-muted text-sm wrap-anywhere">
        {t('headerHint', { line: question.firstLine.filter((cell) => cell !== '').join(' · ') })}
      </p>
    </div>
  );
}

type EmailQuestionProps = {
  readonly question: Of<'email_column'>;
  readonly inspection: CsvInspection;
  readonly kind: UploadKind;
  readonly value: number;
  readonly onChange: (index: number) => void;
};

function EmailQuestion({ question, inspection, kind, value, onChange }: EmailQuestionProps) {
  const t = useTranslations('csv');
  const options = question.columns.map((index) => {
    const header = inspection.columns.find((column) => column.index === index)?.header ?? null;
    const sample = inspection.rows.slice(inspection.hasHeader ? 1 : 0).find((row) => row[index])?.[index];
    return {
      value: String(index),
      label: header ?? t('read.column', { number: String(index + 1) }),
      hint: sample && t('question.sample', { value: sample }),
    };
  });
  return (
    <div className="flex flex-col gap-2">
      <RadioGroup
        legend={t(kind === 'csv_add' ? 'question.email' : 'question.emailRemove')}
        options={options}
        value={String(value)}
        onChange={(index) => onChange(Number(index))}
      />
      <p className="text-muted text-sm">{t('question.emailHint')}</p>
    </div>
  );
}

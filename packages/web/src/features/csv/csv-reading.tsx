import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import type { CsvDelimiter, CsvInspection } from '@rollcall/core/runs/csv-contract.ts';
import type { ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { CsvPreview } from './csv-preview.tsx';
import { type ChosenFile, type FileInspection, rolesOf } from './use-file-inspection.ts';

type CsvReadingProps = {
  readonly chosen: ChosenFile;
  readonly inspection: CsvInspection;
  readonly answers: Pick<FileInspection, 'setHasHeader' | 'setRole'>;
};

const delimiters = { ',': 'comma', ';': 'semicolon', '\t': 'tab' } as const satisfies Record<
  CsvDelimiter,
  string
>;

/** How the file is understood, with its first rows: what is wrong here would be wrong a hundred thousand times. */
export function CsvReading({ chosen, inspection, answers }: CsvReadingProps) {
  const t = useTranslations('csv');
  const format = useFormatter();
  const roles = rolesOf(chosen);
  const hasHeader = chosen.hasHeader ?? inspection.hasHeader;
  const encoding = chosen.encoding ?? chosen.first?.encoding ?? inspection.encoding;
  const used = roles.filter((role) => role !== 'ignored').map((role) => t(`role.${role}`));
  // Who gave a column a role is not told any more that it has none.
  const ignored = inspection.ignored.filter((name) => {
    const column = inspection.columns.find(({ header }) => header === name);
    return column === undefined || roles[column.index] === 'ignored';
  });
  return (
    <Card aria-labelledby="csv-reading">
      <CardHeader level={3} titleId="csv-reading" title={t('read.title')} description={t('read.text')} />
      <CardBody className="flex flex-col gap-4">
        <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-sm lg:grid-cols-4">
          <Fact term={t('read.columns')}>{used.length === 0 ? t('read.none') : format.list(used)}</Fact>
          <Fact term={t('read.header')}>{t(hasHeader ? 'read.headerYes' : 'read.headerNo')}</Fact>
          <Fact term={t('read.delimiter')}>{t(`delimiter.${delimiters[inspection.delimiter]}`)}</Fact>
          <Fact term={t('read.encoding')}>{t(`encoding.${encoding}`)}</Fact>
        </dl>
        {!roles.includes('email') && (
          <Notice tone="warning" role="status">
            {t('read.noEmail')}
          </Notice>
        )}
        {inspection.isOurExport && <Notice>{t('read.ourExport')}</Notice>}
        {ignored.length > 0 && (
          <Notice>{t('read.ignored', { count: ignored.length, names: format.list(ignored) })}</Notice>
        )}
        {inspection.duplicateHeaders.length > 0 && (
          <Notice tone="warning">
            {t('read.duplicate', {
              count: inspection.duplicateHeaders.length,
              names: format.list(inspection.duplicateHeaders),
            })}
          </Notice>
        )}
        <CsvPreview inspection={inspection} roles={roles} hasHeader={hasHeader} onRole={answers.setRole} />
      </CardBody>
    </Card>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted">{term}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}

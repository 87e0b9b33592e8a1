import { Card, CardBody } from '@rollcall/client/ui/card.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { RadioGroup } from '@rollcall/client/ui/radio-group.tsx';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import { undoDays } from '@rollcall/core/runs/run-kind.ts';
import { UserMinus, UserPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { UploadKind } from './upload-file.ts';

type CsvPurposeProps = {
  readonly kind: UploadKind;
  readonly onKind: (kind: UploadKind) => void;
  /** Whether people will be invited or added at once. */
  readonly mode: ReactNode;
  readonly userType: UserType;
  readonly onUserType: (userType: UserType) => void;
};

const userTypes: readonly UserType[] = ['student', 'teacher', 'other'];

/** What is to happen to the people of the file: to add them, and as what, or to take them off. */
export function CsvPurpose({ kind, onKind, mode, userType, onUserType }: CsvPurposeProps) {
  const t = useTranslations();
  return (
    <>
      <Card className={kind === 'csv_remove' ? 'border-negative!' : undefined}>
        <CardBody className="flex flex-col gap-5">
          <RadioGroup
            legend={t('csv.mode')}
            appearance="segmented"
            options={[
              {
                value: 'csv_add',
                label: <Choice icon={<UserPlus aria-hidden="true" />}>{t('csv.add')}</Choice>,
              },
              {
                value: 'csv_remove',
                label: <Choice icon={<UserMinus aria-hidden="true" />}>{t('csv.remove')}</Choice>,
              },
            ]}
            value={kind}
            onChange={onKind}
          />
          {kind === 'csv_remove' ? (
            <Notice tone="error" role="status" title={t('csv.removeTitle')}>
              {t('csv.removeText', { days: undoDays })}
            </Notice>
          ) : (
            <div className="flex flex-col gap-2">
              <RadioGroup
                legend={t('csv.userType')}
                options={userTypes.map((value) => ({
                  value,
                  label: t(`userType.${value}`),
                  hint: t(`userTypeHint.${value}`),
                }))}
                value={userType}
                onChange={onUserType}
              />
              <p className="text-muted text-sm">{t('csv.userTypeColumn')}</p>
            </div>
          )}
        </CardBody>
      </Card>
      {kind === 'csv_add' && mode}
    </>
  );
}

function Choice({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      {icon}
      {children}
    </span>
  );
}

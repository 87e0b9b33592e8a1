import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { ConnectedTeacher, LmsView, PlatformView } from '@rollcall/core/lti/contract.ts';
import { useFormatter, useTranslations } from 'use-intl';
import { AskFirst } from './ask-first.tsx';
import { useChangePlatform } from './use-lms-commands.ts';

type ConnectedTeachersProps = { readonly licenseId: LicenseId; readonly view: LmsView };

/** Who of those systems may place assignments, whose account stands behind them, and the way to end that. */
export function ConnectedTeachers({ licenseId, view }: ConnectedTeachersProps) {
  const t = useTranslations('lms.teachers');
  const { teachers, platforms } = view;
  return (
    <Card aria-labelledby="connected-teachers">
      <CardHeader level={3} titleId="connected-teachers" title={t('title')} description={t('text')} />
      <CardBody className="text-sm">
        {teachers.length === 0 ? (
          <p>{t('none')}</p>
        ) : (
          <ul aria-label={t('list')} className="divide-y divide-line border-line border-t">
            {teachers.map((teacher) => {
              const platform = platforms.find(({ id }) => id === teacher.platformId);
              const { deploymentId, subject } = teacher;
              return (
                platform && (
                  <Teacher
                    key={`${platform.id} ${deploymentId} ${subject}`}
                    licenseId={licenseId}
                    platform={platform}
                    teacher={teacher}
                  />
                )
              );
            })}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}

type TeacherProps = {
  readonly licenseId: LicenseId;
  readonly platform: PlatformView;
  readonly teacher: ConnectedTeacher;
};

function Teacher({ licenseId, platform, teacher }: TeacherProps) {
  const t = useTranslations('lms.teachers');
  const { dateTime } = useFormatter();
  const command = useChangePlatform(licenseId, platform);
  const { deploymentId, subject, accountName, connectedAt } = teacher;
  const name = teacher.name ?? t('noName');
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3 last:pb-0">
      <div className="min-w-0 flex-1 basis-48 wrap-anywhere">
        <p>
          <bdi className="font-medium">{name}</bdi>{' '}
          <span className="text-muted">{t('on', { platform: platform.name })}</span>
        </p>
        <p className="text-muted">
          {t('account', {
            name: accountName,
            day: dateTime(new Date(connectedAt), { dateStyle: 'medium' }),
          })}
        </p>
      </div>
      <AskFirst
        tone="danger"
        button={t('disconnect')}
        label={t('disconnectOne', { name })}
        title={t('disconnectTitle', { name })}
        text={t('disconnectText')}
        confirm={t('confirm')}
        failed={t('failed')}
        command={command}
        onConfirm={(close) => command.change({ what: 'disconnect_teacher', deploymentId, subject }, close)}
      />
    </li>
  );
}

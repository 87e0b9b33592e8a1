import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { SeatMeter } from '@rollcall/client/ui/seat-meter.tsx';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { poolUsage } from '@rollcall/core/licenses/pools.ts';
import { useTranslations } from 'use-intl';

/** The seats of both pools as a picture: used, reserved and free. */
export function SeatsCard({ license }: { readonly license: LicenseView }) {
  const t = useTranslations('seats');
  const staff = poolUsage('staff', license.staffSeats, license.counts, license.seatsHeld);
  const student = poolUsage('student', license.studentSeats, license.counts, license.seatsHeld);
  const over = [
    staff.over > 0 && t('staffOver', { over: staff.over }),
    student.over > 0 && t('studentOver', { over: student.over }),
  ].filter(Boolean);
  return (
    <Card aria-labelledby="license-seats">
      <CardHeader titleId="license-seats" title={t('title')} description={t('description')} />
      <CardBody className="flex flex-col gap-6">
        {over.length > 0 && (
          <Notice tone="warning" title={t('overTitle')}>
            {over.join(' ')} {t('overText')}
          </Notice>
        )}
        <SeatMeter pool={t('student')} {...student} />
        <SeatMeter pool={t('staff')} {...staff} />
      </CardBody>
    </Card>
  );
}

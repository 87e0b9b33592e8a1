import { Button } from '@rollcall/client/ui/button.tsx';
import { Card, CardBody, CardFooter } from '@rollcall/client/ui/card.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { RadioGroup } from '@rollcall/client/ui/radio-group.tsx';
import { TextArea } from '@rollcall/client/ui/text-area.tsx';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import { pasteLengthLimit, pasteLimit, splitAddresses } from '@rollcall/core/members/split-addresses.ts';
import { type FormEvent, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import type { Addition } from './use-addition.ts';

type AdditionFormProps = { readonly addition: Addition; readonly closed: boolean };

const userTypes: readonly UserType[] = ['student', 'teacher', 'other'];

/** The box for the addresses, and as what they are added. */
export function AdditionForm({ addition, closed }: AdditionFormProps) {
  const { text, setText, kept, userType, setUserType, planning, review } = addition;
  const t = useTranslations('addByEmail');
  const types = useTranslations();
  const box = useRef<HTMLTextAreaElement>(null);
  const [triedEmpty, setTriedEmpty] = useState(false);
  const counted = useDeferredValue(text);
  const tooLong = counted.length > pasteLengthLimit;
  // A text beyond the limit is not even counted: it may be of any size.
  const found = useMemo(() => (tooLong ? 0 : splitAddresses(counted).length), [counted, tooLong]);
  const tooMany = found > pasteLimit;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const empty = text.trim() === '';
    setTriedEmpty(empty);
    if (empty || tooLong || tooMany) box.current?.focus();
    else if (!planning.isPending) review();
  };

  return (
    <form onSubmit={submit} noValidate>
      <Card>
        <CardBody className="flex flex-col gap-5">
          <TextArea
            ref={box}
            data-step
            label={t('box')}
            hint={t('boxHint')}
            error={triedEmpty && text.trim() === '' ? t('empty') : undefined}
            placeholder={t('boxPlaceholder')}
            rows={9}
            value={text}
            onChange={(event) => setText(event.target.value)}
            disabled={closed}
            spellCheck={false}
            autoCapitalize="none"
            autoComplete="off"
            autoCorrect="off"
          />
          <div className="-mt-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <p role="status" className="font-medium text-sm tabular-nums">
              {tooLong ? t('tooLong') : t('count', { count: found })}
              {kept && text !== '' && <span className="ml-3 font-normal text-muted">{t('draftKept')}</span>}
            </p>
            {text !== '' && (
              <Button size="small" variant="quiet" onClick={() => setText('')}>
                {t('clear')}
              </Button>
            )}
          </div>
          {(tooMany || tooLong) && (
            <Notice
              tone="warning"
              title={tooMany ? t('tooMany', { found, limit: pasteLimit }) : t('tooLong')}
              role="status"
            >
              {t('tooManyAdvice')}
            </Notice>
          )}
          <RadioGroup
            legend={t('userType')}
            options={userTypes.map((value) => ({
              value,
              label: types(`userType.${value}`),
              hint: types(`userTypeHint.${value}`),
              disabled: closed,
            }))}
            value={userType}
            onChange={setUserType}
          />
          <CallProblem title={t('planFailed')} error={planning.error} />
        </CardBody>
        <CardFooter className="justify-between">
          <p className="text-muted text-sm">{t('reviewHint')}</p>
          <Button type="submit" variant="primary" busy={planning.isPending} disabled={closed}>
            {t('review')}
          </Button>
        </CardFooter>
      </Card>
    </form>
  );
}

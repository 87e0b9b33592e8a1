import { Button } from '@rollcall/client/ui/button.tsx';
import { CardBody, CardFooter } from '@rollcall/client/ui/card.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { Select } from '@rollcall/client/ui/select.tsx';
import { TextArea } from '@rollcall/client/ui/text-area.tsx';
import { fullFeature } from '@rollcall/core/features/feature.ts';
import { pasteLengthLimit, pasteLimit, splitAddresses } from '@rollcall/core/members/split-addresses.ts';
import { type FormEvent, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { changesOf, type ExceptionMaker } from './use-exception-maker.ts';

const rules = ['leave', 'on', 'off', 'as_type'] as const;

/** The box for the addresses, and what these people should have. */
export function ExceptionForm({ maker }: { readonly maker: ExceptionMaker }) {
  const { text, setText, choices, choose, planning, review } = maker;
  const t = useTranslations('features');
  const box = useRef<HTMLTextAreaElement>(null);
  const [tried, setTried] = useState(false);
  const counted = useDeferredValue(text);
  const tooLong = counted.length > pasteLengthLimit;
  // A text beyond the limit is not even counted: it may be of any size.
  const found = useMemo(() => (tooLong ? 0 : splitAddresses(counted).length), [counted, tooLong]);
  const tooMany = found > pasteLimit;
  const isEmpty = text.trim() === '';
  const saysNothing = Object.keys(changesOf(choices)).length === 0;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isEmpty || tooLong || tooMany) box.current?.focus();
    else if (!saysNothing && !planning.isPending) review();
  };

  return (
    <form onSubmit={submit} noValidate className="flex flex-1 flex-col">
      <CardBody className="flex flex-col gap-5 pt-0!">
        <TextArea
          ref={box}
          data-step
          label={t('many.box')}
          hint={t('many.boxHint')}
          error={tried && isEmpty ? t('many.empty') : undefined}
          placeholder={t('many.boxPlaceholder')}
          rows={6}
          value={text}
          onChange={(event) => setText(event.target.value)}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          autoCorrect="off"
        />
        <div className="-mt-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p role="status" className="font-medium text-sm tabular-nums">
            {tooLong
              ? t('many.tooLong')
              : tooMany
                ? t('many.tooMany', { found, limit: pasteLimit })
                : t('many.count', { count: found })}
          </p>
          {text !== '' && (
            <Button size="small" variant="quiet" onClick={() => setText('')}>
              {t('many.clear')}
            </Button>
          )}
        </div>
        <fieldset className="flex flex-col gap-3">
          <legend className="mb-2 font-medium text-sm">{t('many.choose')}</legend>
          <div className="grid gap-4 sm:grid-cols-3">
            {fullFeature.options.map((feature) => (
              <Select
                key={feature}
                label={t(`name.${feature}`)}
                value={choices[feature]}
                options={rules.map((value) => ({ value, label: t(`many.rule.${value}`) }))}
                onChange={(rule) => choose(feature, rule)}
              />
            ))}
          </div>
        </fieldset>
        {tried && saysNothing && <Notice tone="warning" role="alert" title={t('many.noChoice')} />}
        <CallProblem title={t('many.planFailed')} error={planning.error} />
      </CardBody>
      <CardFooter className="justify-between">
        <p className="text-muted text-sm">{t('many.reviewHint')}</p>
        <Button type="submit" variant="primary" busy={planning.isPending}>
          {t('many.review')}
        </Button>
      </CardFooter>
    </form>
  );
}

import { classNames } from '@rollcall/client/ui/class-names.ts';
import { controlClasses } from '@rollcall/client/ui/field.tsx';
import { PlainIconButton } from '@rollcall/client/ui/plain-icon-button.tsx';
import { Search, X } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

/** Whoever pauses for so long has said what they look for. In ms. */
const pauseMs = 250;

type SearchBoxProps = {
  readonly value: string | null;
  /** Called when the reader pauses; null is no search. */
  readonly onSearch: (search: string | null) => void;
};

/** Looks for people while somebody types. What is typed stands in the page's address and nowhere else. */
export function SearchBox({ value, onSearch }: SearchBoxProps) {
  const t = useTranslations('users.search');
  const id = useId();
  const [text, setText] = useState(value ?? '');
  const [sent, setSent] = useState(value);
  // The address changed otherwise: cleared, or gone back to.
  if (sent !== value) {
    setSent(value);
    setText(value ?? '');
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const send = (next: string) => {
    clearTimeout(timer.current);
    const search = next.trim() === '' ? null : next.trim();
    if (search === value) return;
    setSent(search);
    onSearch(search);
  };
  const type = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => send(next), pauseMs);
  };
  return (
    <search className="relative w-full md:w-64 lg:w-80">
      <label htmlFor={id} className="sr-only">
        {t('label')}
      </label>
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted"
      />
      <input
        id={id}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        placeholder={t('placeholder')}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') send(text);
          if (event.key !== 'Escape' || text === '') return;
          setText('');
          send('');
        }}
        className={classNames(controlClasses, 'h-9.5 pr-10 pl-9 touch:h-11')}
      />
      {text !== '' && (
        <PlainIconButton
          size="small"
          label={t('clear')}
          icon={<X />}
          className="absolute top-1/2 right-1 -translate-y-1/2"
          onClick={() => {
            setText('');
            send('');
            document.getElementById(id)?.focus();
          }}
        />
      )}
    </search>
  );
}

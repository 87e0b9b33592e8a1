import { classNames } from '@rollcall/client/ui/class-names.ts';
import type { KeyboardEvent } from 'react';
import type { LineKind } from './marks.ts';

type SentenceProps = {
  readonly id: string;
  readonly text: string;
  readonly highlighted: boolean;
  readonly underlined: boolean;
  /** What pressing it does; null while no marking tool is chosen. */
  readonly tool: LineKind | null;
  /** The one sentence that the Tab key stops at; arrow keys go on from there. */
  readonly isStop: boolean;
  readonly onFocus: () => void;
  readonly onPress: () => void;
};

/** One sentence, plain to read, a switch while a marking tool is chosen. */
export function Sentence(props: SentenceProps) {
  const { id, text, highlighted, underlined, tool, isStop, onFocus, onPress } = props;
  const looks = classNames(
    'rounded-xs box-decoration-clone',
    highlighted && 'bg-tint-4 py-0.5 forced-colors:bg-[Mark]',
    underlined && 'underline decoration-2 decoration-accent underline-offset-4',
  );
  if (tool === null) {
    return highlighted ? (
      <mark className={classNames(looks, 'text-ink')}>{text}</mark>
    ) : (
      <span className={looks}>{text}</span>
    );
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onPress();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button element does not flow over the ends of lines
    <span
      role="button"
      data-sentence={id}
      tabIndex={isStop ? 0 : -1}
      aria-pressed={tool === 'highlight' ? highlighted : underlined}
      onFocus={onFocus}
      onKeyDown={press}
      onClick={onPress}
      className={classNames(looks, 'cursor-pointer text-ink hover:bg-hover')}
    >
      {text}
    </span>
  );
}

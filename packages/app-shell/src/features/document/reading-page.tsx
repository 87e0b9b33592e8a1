import { useAnnounce } from '@rollcall/client/ui/live-announcer.tsx';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { InkLayer } from './ink-layer.tsx';
import { hasLine, type Mark } from './marks.ts';
import { sentencesInSelection } from './selected-sentences.ts';
import { Sentence } from './sentence.tsx';
import { TextNotes } from './text-notes.tsx';
import { lineOfTool, type Tool } from './tools.ts';
import { useBlockBoxes } from './use-block-boxes.ts';
import type { Marks } from './use-marks.ts';
import { type Block, sentenceId, waterCycle } from './water-cycle.ts';
import { WaterCyclePicture } from './water-cycle-picture.tsx';

type ReadingPageProps = { readonly tool: Tool; readonly marks: Marks };

/** The page: text, picture, and what was marked on it. */
export function ReadingPage({ tool, marks: { marks, dispatch } }: ReadingPageProps) {
  const t = useTranslations('document');
  const announce = useAnnounce();
  const page = useRef<HTMLElement>(null);
  const boxes = useBlockBoxes(page);
  const [stop, setStop] = useState(firstSentence);
  const line = lineOfTool[tool];
  const strokes = useMemo(() => marks.filter((mark) => mark.kind === 'stroke'), [marks]);

  /** Selecting over several sentences marks them all; the click that ends it must not unmark the last. */
  const finishSelection = () => {
    const selection = document.getSelection();
    if (line === null || selection === null || selection.isCollapsed || page.current === null) return;
    dispatch({ type: 'marked', kind: line, sentenceIds: sentencesInSelection(page.current, selection) });
  };
  const press = (id: string) => {
    const selection = document.getSelection();
    if (line === null) return;
    if (selection !== null && !selection.isCollapsed) return selection.removeAllRanges();
    dispatch({ type: 'toggled', kind: line, sentenceId: id });
  };
  const walk = (event: KeyboardEvent) => {
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const focused = (event.target as Element).closest<HTMLElement>('[data-sentence]');
    if (steps === undefined || focused === null) return;
    const all = [...(page.current?.querySelectorAll<HTMLElement>('[data-sentence]') ?? [])];
    event.preventDefault();
    all[all.indexOf(focused) + steps]?.focus();
  };

  const renderBlock = (block: Block) => {
    if (block.kind === 'heading')
      return <h2 className="mt-4 font-sans font-semibold text-xl">{block.text}</h2>;
    if (block.kind === 'picture') return <WaterCyclePicture />;
    return (
      <>
        <p>
          {block.sentences.map((text, place) => {
            const id = sentenceId(block.id, place);
            return (
              <span key={id}>
                <Sentence
                  id={id}
                  text={text}
                  tool={line}
                  highlighted={hasLine(marks, 'highlight', id)}
                  underlined={hasLine(marks, 'underline', id)}
                  isStop={id === stop}
                  onFocus={() => setStop(id)}
                  onPress={() => press(id)}
                />{' '}
              </span>
            );
          })}
        </p>
        <TextNotes
          blockId={block.id}
          start={(block.sentences[0] ?? '').slice(0, 30)}
          notes={notesOf(marks, block.id)}
          writing={tool === 'text'}
          onAdd={(mark) => {
            dispatch({ type: 'added', mark });
            announce(t('noteSaved'));
          }}
          onRemove={({ id }) => {
            dispatch({ type: 'removed', id });
            announce(t('noteRemoved'));
          }}
        />
      </>
    );
  };

  return (
    <article
      ref={page}
      data-page
      lang="en"
      aria-label={waterCycle.title}
      onKeyDown={walk}
      onPointerUp={finishSelection}
      className="relative rounded-lg border border-line bg-raised px-5 py-8 shadow-raised sm:px-12 sm:py-12"
    >
      <header className="mx-auto mb-6 max-w-md">
        <p className="text-muted text-sm">{waterCycle.byline}</p>
        <h1 className="mt-1 font-semibold text-3xl sm:text-4xl">{waterCycle.title}</h1>
      </header>
      {line !== null && <p className="sr-only">{t('sentences')}</p>}
      <div className="mx-auto flex max-w-md flex-col gap-5 font-serif text-lg leading-relaxed">
        {waterCycle.blocks.map((block) => (
          <div key={block.id} data-block={block.id}>
            {renderBlock(block)}
          </div>
        ))}
      </div>
      <InkLayer
        boxes={boxes}
        strokes={strokes}
        drawing={tool === 'pen'}
        onStroke={(mark) => dispatch({ type: 'added', mark })}
      />
    </article>
  );
}

const firstBlock = waterCycle.blocks.find((block) => block.kind === 'paragraph');
const firstSentence = sentenceId(firstBlock?.id ?? '', 0);

function notesOf(marks: readonly Mark[], blockId: string) {
  return marks.filter((mark) => mark.kind === 'note').filter((note) => note.blockId === blockId);
}

import { classNames } from '@rollcall/client/ui/class-names.ts';
import { PlainIconButton } from '@rollcall/client/ui/plain-icon-button.tsx';
import type { FullFeature } from '@rollcall/core/features/feature.ts';
import {
  BookOpen,
  CircleOff,
  Download,
  Eraser,
  Highlighter,
  LockKeyhole,
  MessageSquareText,
  Mic,
  PenLine,
  Type,
  Undo2,
} from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useToolbarFocus } from './toolbar-focus.ts';
import { type Tool, tools } from './tools.ts';

/** A feature that a licence unlocks, as a button of the toolbar. */
export type FullTool = {
  readonly feature: FullFeature;
  readonly state: 'on' | 'locked' | 'switchedOff' | 'checking';
  readonly busy?: boolean;
  readonly onUse: () => void;
};

type ToolbarProps = {
  readonly tool: Tool;
  readonly onTool: (tool: Tool) => void;
  readonly fullTools: readonly FullTool[];
  readonly canUndo: boolean;
  readonly canClear: boolean;
  readonly onUndo: () => void;
  readonly onClear: () => void;
};

const toolIcons: Readonly<Record<Tool, ReactNode>> = {
  read: <BookOpen aria-hidden="true" />,
  pen: <PenLine aria-hidden="true" />,
  highlighter: <Highlighter aria-hidden="true" />,
  text: <Type aria-hidden="true" />,
};

const fullIcons: Readonly<Record<FullTool['feature'], ReactNode>> = {
  comments: <MessageSquareText aria-hidden="true" />,
  voiceNotes: <Mic aria-hidden="true" />,
  exportDocument: <Download aria-hidden="true" />,
};

const item =
  'relative inline-flex h-9.5 min-w-9.5 items-center justify-center gap-2 rounded-md px-2.5 font-medium text-sm transition-colors hover:bg-hover touch:h-11 touch:min-w-10 [&_svg]:size-4.5 [&_svg]:shrink-0';

/** The tools: basic ones for everybody, full ones that show whether they are unlocked. */
export function Toolbar(props: ToolbarProps) {
  const { tool, onTool, fullTools, canUndo, canClear, onUndo, onClear } = props;
  const t = useTranslations('document');
  const row = useRef<HTMLDivElement>(null);
  const focus = useToolbarFocus(row);
  const hint = tool === 'read' ? t('kept') : t(`hint.${tool}`);
  return (
    <div className="rounded-lg border border-line bg-overlay shadow-overlay">
      <div
        ref={row}
        role="toolbar"
        aria-label={t('toolbar')}
        {...focus}
        className="flex items-center justify-center gap-0.5 p-1 sm:gap-1 sm:p-1.5"
      >
        {tools.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === tool}
            onClick={() => onTool(name)}
            className={classNames(
              item,
              'text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent-ink aria-pressed:ring-1 aria-pressed:ring-accent-line aria-pressed:ring-inset forced-colors:aria-pressed:border',
            )}
          >
            {toolIcons[name]}
            <span className="max-md:sr-only">{t(`tool.${name}`)}</span>
          </button>
        ))}
        <span className="mx-1 h-6 w-px bg-line" />
        {fullTools.map((full) => (
          <FullToolButton key={full.feature} {...full} />
        ))}
      </div>
      {(tool !== 'read' || canUndo || canClear) && (
        <div className="flex items-center gap-2 border-line border-t py-1 pr-1.5 pl-3">
          <p className="min-w-0 flex-1 py-1 text-muted text-xs">
            {hint}
            {tool === 'pen' && <span className="hidden touch:inline"> {t('hint.penTouch')}</span>}
          </p>
          <PlainIconButton
            size="small"
            icon={<Undo2 />}
            label={t('undo')}
            title={t('undo')}
            disabled={!canUndo}
            onClick={onUndo}
          />
          <PlainIconButton
            size="small"
            icon={<Eraser />}
            label={t('clear')}
            title={t('clear')}
            disabled={!canClear}
            onClick={onClear}
          />
        </div>
      )}
    </div>
  );
}

function FullToolButton({ feature, state, busy = false, onUse }: FullTool) {
  const t = useTranslations('document');
  const name = t(`full.${feature}`);
  const label = state === 'on' ? undefined : t(`${state}Label`, { feature: name });
  return (
    <button
      type="button"
      aria-label={label}
      aria-busy={busy || undefined}
      aria-disabled={state === 'checking' || busy || undefined}
      onClick={() => {
        if (state !== 'checking' && !busy) onUse();
      }}
      className={classNames(item, state === 'on' ? 'text-ink' : 'text-muted')}
    >
      {fullIcons[feature]}
      <span className="max-md:sr-only">{name}</span>
      {(state === 'locked' || state === 'switchedOff') && (
        <span
          aria-hidden="true"
          className="max-md:absolute max-md:right-0.5 max-md:bottom-0.5 max-md:rounded-full max-md:bg-overlay max-md:p-px"
        >
          {state === 'locked' ? (
            <LockKeyhole className="size-3.5! text-warning-ink" />
          ) : (
            <CircleOff className="size-3.5! text-muted" />
          )}
        </span>
      )}
    </button>
  );
}

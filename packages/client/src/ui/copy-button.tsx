import { Check, Copy, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.tsx';
import { useAnnounce } from './live-announcer.tsx';
import { PlainIconButton } from './plain-icon-button.tsx';

type CopyButtonProps = { value: string; label: string; iconOnly?: boolean; size?: 'small' | 'medium' };

type CopyState = 'idle' | 'done' | 'failed';

const shownForMs = 2500;

/** Copies `value`, and says whether that worked: browsers refuse it without asking. */
export function CopyButton({ value, label, iconOnly = false, size = 'small' }: CopyButtonProps) {
  const t = useTranslations('ui.copy');
  const announce = useAnnounce();
  const [state, setState] = useState<CopyState>('idle');

  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), shownForMs);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = async () => {
    const copied = await writeClipboard(value);
    setState(copied ? 'done' : 'failed');
    announce(t(copied ? 'done' : 'failed'));
  };

  const icon = icons[state];
  const said = state === 'idle' ? label : t(state);
  if (iconOnly) return <PlainIconButton title={said} size={size} label={said} icon={icon} onClick={copy} />;
  return (
    <Button size={size} icon={icon} onClick={copy}>
      {said}
    </Button>
  );
}

const icons = {
  idle: <Copy aria-hidden="true" />,
  done: <Check aria-hidden="true" className="text-positive" />,
  failed: <TriangleAlert aria-hidden="true" className="text-warning" />,
} as const;

async function writeClipboard(value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return false;
  }
}

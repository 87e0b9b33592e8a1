import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { RadioGroup } from './radio-group.tsx';
import { useTheme } from './theme.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

/** As the system has it, light, or dark. Pictures only when `compact`; the words stay for a screen reader. */
export function ThemeToggle({ compact = false }: { compact?: boolean }) {
  const t = useTranslations('ui.theme');
  const [theme, setTheme] = useTheme();
  const option = (value: 'system' | 'light' | 'dark', Icon: typeof Sun) => ({
    value,
    label: (
      <>
        <Icon aria-hidden="true" />
        {compact ? <VisuallyHidden>{t(value)}</VisuallyHidden> : t(value)}
      </>
    ),
  });
  return (
    <RadioGroup
      legend={t('label')}
      hideLegend
      appearance="segmented"
      options={[option('system', Monitor), option('light', Sun), option('dark', Moon)]}
      value={theme}
      onChange={setTheme}
    />
  );
}

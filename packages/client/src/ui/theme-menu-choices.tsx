import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { MenuChoices } from './menu.tsx';
import { useTheme } from './theme.ts';

/** The theme toggle as a part of a menu. */
export function ThemeMenuChoices() {
  const t = useTranslations('ui.theme');
  const [theme, setTheme] = useTheme();
  return (
    <MenuChoices
      heading={t('label')}
      choices={[
        { value: 'system', label: t('system'), icon: <Monitor aria-hidden="true" /> },
        { value: 'light', label: t('light'), icon: <Sun aria-hidden="true" /> },
        { value: 'dark', label: t('dark'), icon: <Moon aria-hidden="true" /> },
      ]}
      value={theme}
      onChange={setTheme}
    />
  );
}

import { useTranslations } from 'use-intl';

/** A person as a list has them. The address is empty where none is known: an LMS need not give one. */
interface Listed {
  readonly email: string;
  readonly name: string | null;
}

/** What somebody is called where one word has to do, such as on a button: the address, else the name. */
export function useWho(): (person: Listed) => string {
  const t = useTranslations('users');
  return ({ email, name }) => (email === '' ? (name ?? t('nameless')) : email);
}

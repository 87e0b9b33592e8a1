import type { DemoPerson } from './people.ts';

/** A file of people to try an upload with; made when it is asked for. */
export interface SampleFile {
  readonly name: string;
  /** How many rows it has, and how many of them cannot be used. */
  readonly people: number;
  readonly wrong: number;
  bytes(): Uint8Array<ArrayBuffer>;
}

const firstNames =
  'Zoë José Björn Amélie Łucja Noah Inés Oliver Chloé Mateo Søren Leïla Hana Jürgen Keisha Renée Marcus Yuki Núria Ethan Fatima Diego André Nadia Óscar Imani Peter Françoise Isaac Mei'.split(
    ' ',
  );
const lastNames =
  'Müller Núñez Okafor Lefèvre Patel Sørensen Quinn García Tanaka Björk Walsh Peña Kim Schröder Nguyen Brontë Adeyemi Jiménez Foster Dvořák Ibrahim Lindgren Muñoz Hughes Castillo Gödel Rossi Yılmaz Delgado'.split(
    ' ',
  );

const classList = { people: 180, wrongEvery: 30 };
const leavers = 24;
const wholeDistrict = { people: 50_000, wrongEvery: 500 };

/**
 * A class list as Excel saves it in much of the world: semicolons, Windows-1252, columns of its own. The district's
 * people who open the app are in it, so that the invitation reaches a screen; some rows are mistyped.
 */
export function classListFile(people: readonly DemoPerson[], domain: string): SampleFile {
  const known = people
    .filter(({ opens }) => opens.includes('app'))
    .map(({ name, email, role }) => [email, name, role]);
  const rows = pupils(classList.people, domain).map(([email, name], index) => {
    const isWrong = index % classList.wrongEvery === classList.wrongEvery - 1;
    return [isWrong ? mistyped(email, index) : email, name, 'student'];
  });
  const lines = [...known, ...rows].map(([email, name, type], index) =>
    [index + 1, name, email, type === 'teacher' ? 'Teacher' : 'Student', `7${'abcd'[index % 4]}`].join(';'),
  );
  return {
    name: 'grade-7-from-excel.csv',
    people: lines.length,
    wrong: classList.people / classList.wrongEvery,
    bytes: () => windows1252(['No;Name;E-mail;User type;Class', ...lines]),
  };
}

/** Some people of the class list, as the plainest file there is: one column of addresses. To take them off again. */
export function leaversFile(domain: string): SampleFile {
  const lines = pupils(leavers, domain).map(([email]) => email);
  return {
    name: 'leavers.csv',
    people: leavers,
    wrong: 0,
    bytes: () => new TextEncoder().encode(fileOf(['Email', ...lines])),
  };
}

/** Everybody of a large district, as an information system exports it. */
export function wholeDistrictFile(domain: string): SampleFile {
  return {
    name: 'whole-district.csv',
    people: wholeDistrict.people,
    wrong: wholeDistrict.people / wholeDistrict.wrongEvery,
    bytes: () => {
      const lines = pupils(wholeDistrict.people, domain).map(([email, name], index) => {
        const isWrong = index % wholeDistrict.wrongEvery === wholeDistrict.wrongEvery - 1;
        return `${isWrong ? mistyped(email, index) : email},"${name}",Student`;
      });
      return new TextEncoder().encode(fileOf(['Email,Name,User type', ...lines]));
    },
  };
}

/** Invented pupils with addresses that nobody has, each another; the same ones at every call. */
function pupils(count: number, domain: string): [email: string, name: string][] {
  return Array.from({ length: count }, (_, index) => {
    const first = firstNames[index % firstNames.length] ?? '';
    const last = lastNames[(index * 11 + Math.floor(index / firstNames.length)) % lastNames.length] ?? '';
    return [`${plain(first)}.${plain(last)}${index + 1}@${domain}`, `${first} ${last}`];
  });
}

/** What people type instead of an address. */
function mistyped(email: string, index: number): string {
  const wrong = [
    email.replace('@', '(at)'),
    email.replace('@', '@@'),
    email.replace('.example', ''),
    `${email}x y`,
  ];
  return wrong[Math.floor(index / 7) % wrong.length] ?? email;
}

const unlike: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', ı: 'i' };

/** A name as addresses write it. */
function plain(name: string): string {
  const bare = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '');
  return bare.replace(/[^a-z]/g, (letter) => unlike[letter] ?? '');
}

function fileOf(lines: readonly string[]): string {
  return `${lines.join('\r\n')}\r\n`;
}

/** Letters that Windows-1252 lacks lose their mark, as they do when Excel saves them. */
function windows1252(lines: readonly string[]): Uint8Array<ArrayBuffer> {
  const letters = Array.from(fileOf(lines), (letter) => {
    if ((letter.codePointAt(0) ?? 0) < 256) return letter;
    const bare = plain(letter) || '?';
    return letter === letter.toLowerCase() ? bare : bare.toUpperCase();
  });
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

/** Given names, the most frequent first: people draw the first ones more often than the last. */
export const givenNames: readonly string[] = [
  'Maria',
  'José',
  'Anna',
  'Liam',
  'Noah',
  'Emma',
  'Olivia',
  'Zoë',
  'Lucas',
  'Mia',
  'Ethan',
  'Chloé',
  'Amir',
  'Yara',
  'Omar',
  'Inés',
  'Pia',
  'Tom',
  'Bo',
  'Kai',
  'Uma',
  'Sofía',
  'Mateo',
  'Ava',
  'Leo',
  'Nora',
  'Finn',
  'Ida',
  'Hugo',
  'Elsa',
  'Oscar',
  'Freya',
  'Arthur',
  'Maja',
  'Jakob',
  'Lea',
  'Björn',
  'Åsa',
  'Søren',
  'Łucja',
  'Tomáš',
  'Petra',
  'Ravi',
  'Priya',
  'Chen',
  'Mei',
  'Kenji',
  'Yuki',
  'Fatima',
  'Yusuf',
];

const beginnings = [
  'Al',
  'Ber',
  'Cas',
  'Dor',
  'El',
  'Fer',
  'Gar',
  'Han',
  'Iv',
  'Jan',
  'Kow',
  'Lop',
  'Mül',
  'Nov',
  'Ort',
  'Pet',
  'Ros',
  'Sil',
  'Tor',
  'Vas',
];
const endings = [
  'ez',
  'son',
  'ski',
  'ler',
  'ová',
  'ini',
  'er',
  'sen',
  'ard',
  'ström',
  'es',
  'ić',
  'man',
  'ley',
  'field',
];
/** 300 family names. */
export const familyNames: readonly string[] = endings.flatMap((end) =>
  beginnings.map((start) => start + end),
);

const take = <Value>(values: readonly Value[], count: number): Value[] =>
  Array.from({ length: count }, (_, n) => values[Math.floor((n * values.length) / count)] as Value);

/** The 200 fixed searches (P-D2), of a licence with so many people: what admins type, from one person to a fifth of all. */
export function searchStrings(people: number): { readonly kind: string; readonly text: string }[] {
  const numbers = Array.from({ length: 40 }, (_, n) => 1 + ((n * 24_593) % people));
  const prefixes = givenNames.flatMap((given) =>
    familyNames.map((family) => `${given}.${family.slice(0, 3)}`),
  );
  const accented = [...givenNames, ...familyNames].filter((name) => /[^ -~]/.test(name));
  const of = (kind: string, texts: readonly string[]) => texts.map((text) => ({ kind, text }));
  return [
    ...of(
      'rare',
      numbers.map((number) => `n${number}@`),
    ),
    ...of('common', [...take(givenNames, 20), ...take(familyNames, 20)]),
    ...of(
      'two letters',
      take(
        [...givenNames, ...familyNames].map((name) => name.slice(0, 2)),
        30,
      ),
    ),
    ...of(
      'prefix',
      take(prefixes, 40).map((text) => text.normalize('NFKD').replace(/[^a-z.]/gi, '')),
    ),
    ...of('accents', take(accented, 20)),
    ...of(
      'none',
      Array.from({ length: 30 }, (_, n) => `${familyNames[n * 7]}x${n}q`),
    ),
  ];
}

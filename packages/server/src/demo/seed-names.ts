const firstNames =
  'Amara Noah Ines Caleb Priscilla Mateo Hana Julian Keisha Oliver Leila Marcus Yuki Rosa Ethan Fatima Diego Grace Samir Chloe Andre Nadia Lucas Imani Peter Valentina Isaac Mei Jonah Carmen Owen Salma Theo Bianca Hugo Ruth Malik Elena Victor Joy'.split(
    ' ',
  );
const lastNames =
  'Adeyemi Bennett Castillo Dhillon Eriksen Foster Gomez Hughes Ibrahim Jensen Kim Lopez Murphy Nguyen Okafor Patel Quinn Rossi Singh Tanaka Underwood Vargas Walsh Xiong Yilmaz Zimmer Abbott Brooks Chavez Delgado Ellis Fischer Grant Hassan Irwin Jacobs Keller Lindgren Moreno Novak'.split(
    ' ',
  );

/** The invented person with this number. Numbers below 1,600 give different names, the same ones at every call. */
export function inventedName(number: number): string {
  const round = Math.floor(number / firstNames.length);
  const first = firstNames[number % firstNames.length];
  // 7 shares no factor with the number of last names, so a round meets each of them once.
  const last = lastNames[(number * 7 + round) % lastNames.length];
  return `${first} ${last}`;
}

/** `Amara Adeyemi` at riverbend.example is `amara.adeyemi@riverbend.example`. */
export function addressOfName(name: string, domain: string): string {
  return `${name.toLowerCase().replaceAll(' ', '.')}@${domain}`;
}

/** The same person as a pupil whose address carries a year: `amara.adeyemi27@…`. Different below 4,800. */
export function addressWithYear(number: number, domain: string): string {
  return addressOfName(inventedName(number), domain).replace('@', `${27 + (number % 6)}@`);
}

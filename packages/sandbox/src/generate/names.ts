/** Names of nobody in particular; some are written with letters that an address does not have. */
export const givenNames =
  'Amara Noah Olivia Mateo Aaliyah Ethan Zoë Kai Sofía Liam Priya Lucas Mei Jonas Fatima Diego Ingrid Malik Hana Oscar Leila Theo Nia Arjun Clara Samuel Yuki Elias Rosa Tariq Greta Owen Imani Felix Camila Hugo Anika Jamal Ruth Marek Lucía Andre Freya Omari Tessa Ivan Salma Peter Naomi Björn Grace Kofi Elena Ravi June Levi Alma Said Chloé Walter'.split(
    ' ',
  );
export const familyNames =
  'Nguyen Alvarez Okafor Schmidt Johnson Patel Kowalski Haddad Brown Tanaka García Murphy Osei Lindqvist Rossi Williams Chen Novak Abebe Morales Fischer Singh Jackson Petrov Silva Kim Dubois Adeyemi Olsen Rivera Miller Khan Costa Bauer Thompson Ivanov Mensah Larsen Torres Walker Ahmed Müller Santana Park Davies Ferrari Yilmaz Boateng Hughes Reyes Andersson Carter Moreau Sato Diallo Wright Vargas Jensen Ali Foster Romero Becker Lee Hassan Baker Núñez Cohen Ward Banda Meyer Castillo Reid Shah Ramos Gray Farah Weber Cruz Young Popov'.split(
    ' ',
  );

/** A name as it stands in an address: small letters without marks. */
export function addressPart(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^a-z0-9-]/gi, '')
    .toLowerCase();
}

import type { CsvRole } from '@rollcall/core/runs/csv-contract.ts';

/** Longer ones are no headers: looking at them would take long, and they are not in the lists. */
const headerLength = 100;

/** `E-Mail Address [Required]` and `email_address` are the same word. */
export function headerWord(header: string): string {
  return header
    .slice(0, headerLength)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\[[^\]]*\]|\([^)]*\)/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const words = (text: string) => new Set(text.split(/\s+/).filter((word) => word !== ''));

/** Headers that say "this is the address", by headerWord. */
const emailWords = words(`
  email emails mail emailaddress emailaddresses emailadress emailid mailaddress mailid eaddress useremail
  useremailaddress primaryemail primaryemailaddress loginemail signinemail schoolemail districtemail workemail
  accountemail googleemail gmail studentemail studentemailaddress teacheremail teacheremailaddress staffemail
  facultyemail employeeemail pupilemail learneremail memberemail emailprimary
  correo correoelectronico correos direcciondecorreo direcciondecorreoelectronico courriel adresseemail adressemail
  adresseelectronique emailadresse mailadresse enderecodeemail indirizzoemail emailadres epost epostadresse epostadress
  sahkoposti メール メールアドレス 邮箱 电子邮件 почта электроннаяпочта`);

/** Somebody else's address, or the same person's other one. */
const otherEmail =
  /parent|guardian|mother|father|mom|dad|family|contact|emergency|recovery|secondary|alternat|backup|personal|private|home|other|padre|madre|tutor|2$/;
const emailPart = /e?mail|correo|courriel|userprincipalname|\bupn\b/;
/** Columns that hold addresses in some systems and not in others. */
const loginWords = words('username login loginid userid userlogin signin upn userprincipalname account');

const nameWords = words(`
  name fullname displayname studentname pupilname learnername teachername staffname employeename personname
  membername usersname firstandlastname firstlast lastfirst nombrecompleto nomcomplet vollstandigername anzeigename
  nomecompleto nomeecognome namn navn naam 姓名 名前 氏名`);
const firstNameWords = words(`
  firstname first givenname given forename studentfirstname studentfirst pupilfirstname teacherfirstname
  teacherfirst stafffirstname userfirstname legalfirstname namefirst vorname prenom nombre nombres nome voornaam fornamn
  fornavn 名`);
const lastNameWords = words(`
  lastname last surname familyname secondname studentlastname studentlast pupillastname teacherlastname teacherlast
  stafflastname userlastname legallastname namelast nachname familienname nom nomdefamille apellido apellidos sobrenome
  cognome achternaam efternamn etternavn 姓`);
/** Words that are a whole name in English headers and a surname beside these. */
const foreignFirstNames = words('vorname prenom nombre nome voornaam fornamn fornavn');
const userTypeWords = words('usertype role userrole type persontype membertype usertyp rolle rol tipo');

/** How sure a header is: 3 it says so, 2 it nearly says so, 1 it may be; 0 it is not. */
export function emailRank(header: string): number {
  const word = headerWord(header);
  if (emailWords.has(word)) return 3;
  if (loginWords.has(word)) return 1;
  return emailPart.test(word) && !otherEmail.test(word) ? 2 : 0;
}

/** The role that a header gives its column, addresses aside; undefined when it is no known word. */
export function roleOfHeader(header: string): Exclude<CsvRole, 'email' | 'ignored'> | undefined {
  const word = headerWord(header);
  if (userTypeWords.has(word)) return 'userType';
  if (firstNameWords.has(word)) return 'firstName';
  if (lastNameWords.has(word)) return 'lastName';
  return nameWords.has(word) ? 'name' : undefined;
}

/** `User type` says it; `Type` and `Role` mean other things elsewhere. */
export function saysUserType(header: string): boolean {
  return headerWord(header) === 'usertype';
}

/** Whether a column headed `Name` beside this first name is the surname, as in `Vorname;Name`. */
export function leavesSurnameToName(firstNameHeader: string): boolean {
  return foreignFirstNames.has(headerWord(firstNameHeader));
}

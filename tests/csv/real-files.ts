/** Windows-1252 for the letters used here, which it shares with Latin-1. */
export const windows1252 = (text: string) => Buffer.from(text, 'latin1');
export const utf16le = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
export const utf16be = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16();

interface RealFile {
  readonly from: string;
  readonly bytes: Uint8Array;
  /** `email | name | user type`, or `email | refusal`, of each row. */
  readonly rows: readonly string[];
  readonly questions?: readonly string[];
  readonly ignored?: readonly string[];
}

/** Files as the programs that people use write them. */
export const realFiles: readonly RealFile[] = [
  {
    from: 'the one column that the format asks for',
    bytes: Buffer.from('Email\nana@school.example\nben@school.example\n'),
    rows: ['ana@school.example', 'ben@school.example'],
  },
  {
    from: 'Excel in Spain: Windows-1252 and semicolons',
    bytes: windows1252('Correo electrónico;Nombre;Apellidos\r\njose@school.example;José;Muñoz Peña\r\n'),
    rows: ['jose@school.example | José Muñoz Peña'],
    questions: ['encoding'],
  },
  {
    from: 'Excel “Unicode text”: UTF-16 and tabs',
    bytes: utf16le('E-Mail\tName\tRole\r\nana@school.example\t"Ruiz, Ana"\tTEACHER\r\n'),
    rows: ['ana@school.example | Ruiz, Ana | teacher'],
  },
  {
    from: 'a Macintosh that writes the other order',
    bytes: utf16be('Email,Name\rzoë@school.example,Zoë\rana@school.example,Ana\r'),
    rows: ['invalid_email', 'ana@school.example | Ana'],
  },
  {
    from: 'Excel “CSV UTF-8” with a line that names the delimiter',
    bytes: Buffer.from('\ufeffsep=;\r\nEmail;Name;;\r\nana@school.example;Ana;;\r\n;;;\r\n'),
    rows: ['ana@school.example | Ana'],
  },
  {
    from: 'Google Sheets',
    bytes: Buffer.from(
      'First name,Last name,Email Address\r\nÁna,Ruiz,ana@school.example\r\n,,\r\nBen,,ben@school.example',
    ),
    rows: ['ana@school.example | Ána Ruiz', 'ben@school.example | Ben'],
  },
  {
    from: 'LibreOffice, everything quoted',
    bytes: Buffer.from('"Email";"Full name"\n"ana@school.example";"Ana ""Anita"" Ruiz"\n'),
    rows: ['ana@school.example | Ana "Anita" Ruiz'],
  },
  {
    from: 'Google Workspace: users',
    bytes: Buffer.from(
      'First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Org Unit Path [Required],' +
        'Recovery Email,Home Secondary Email,Employee Type\n' +
        'Ana,Ruiz,ana@school.example,****,/Teachers,ana@home.example,,Full time\n',
    ),
    rows: ['ana@school.example | Ana Ruiz'],
    ignored: [
      'Password [Required]',
      'Org Unit Path [Required]',
      'Recovery Email',
      'Home Secondary Email',
      'Employee Type',
    ],
  },
  {
    from: 'PowerSchool: students, tabs',
    bytes: Buffer.from(
      'Student_Number\tLast_Name\tFirst_Name\tGrade_Level\tStudent_Email\tGuardian_Email\r' +
        '1001\tRuiz\tAna\t7\tana@school.example\tmum@home.example\r',
    ),
    rows: ['ana@school.example | Ana Ruiz'],
    ignored: ['Student_Number', 'Grade_Level', 'Guardian_Email'],
  },
  {
    from: 'Clever-like sections with two addresses',
    bytes: Buffer.from(
      'section_id,teacher_email,student_email\n1,t@school.example,ana@school.example\n1,t@school.example,ben@school.example\n',
    ),
    rows: ['t@school.example', 't@school.example | duplicate'],
    questions: ['email_column'],
    ignored: ['section_id', 'student_email'],
  },
  {
    from: 'OneRoster users',
    bytes: Buffer.from(
      'sourcedId,status,role,username,givenName,familyName,email\nu1,active,student,ana,Ana,Ruiz,ANA@School.Example\nu2,active,guardian,mum,,,mum@home.example\n',
    ),
    rows: ['ana@school.example | Ana Ruiz | student', 'mum@home.example | invalid_user_type'],
    ignored: ['sourcedId', 'status', 'username'],
  },
  {
    from: 'a mail client, pasted under a heading',
    bytes: Buffer.from(
      'Email\n"Ruiz, Ana" <ana@school.example>\nBen Carter <ben@school.example>\nmailto:cy@school.example\n',
    ),
    rows: ['ana@school.example | Ruiz, Ana', 'ben@school.example | Ben Carter', 'cy@school.example'],
  },
  {
    from: 'line breaks inside cells',
    bytes: Buffer.from(
      'Name,Email\r\n"Ana\r\nRuiz",ana@school.example\r\n"Ben\nCarter",ben@school.example\r\n',
    ),
    rows: ['ana@school.example | Ana Ruiz', 'ben@school.example | Ben Carter'],
  },
  {
    from: 'ragged lines and commas at the end',
    bytes: Buffer.from(
      'Email,Name,User type,,\nana@school.example\nben@school.example,Ben,pupils,,\ncy@school.example,Cy,,,,,,\n',
    ),
    rows: ['ana@school.example', 'ben@school.example | Ben | student', 'cy@school.example | Cy'],
  },
  {
    from: 'German headings, the surname as “Name”',
    bytes: Buffer.from('Vorname;Name;E-Mail-Adresse;Klasse\nAna;Ruiz;ana@school.example;7b\n'),
    rows: ['ana@school.example | Ana Ruiz'],
    ignored: ['Klasse'],
  },
  {
    from: 'nobody who wrote a heading',
    bytes: Buffer.from('ana@school.example,Ana\nben@school.example,Ben\n'),
    rows: ['ana@school.example', 'ben@school.example'],
    questions: ['header'],
  },
  {
    from: 'somebody who wrote other headings',
    bytes: Buffer.from('Klasse;Kontakt\n7b;ana@school.example\n'),
    rows: ['ana@school.example'],
    questions: ['header'],
    ignored: ['Klasse'],
  },
  {
    from: 'a list with the same heading twice',
    bytes: Buffer.from('Email,Name,Email\nana@school.example,Ana,other@school.example\n'),
    rows: ['ana@school.example | Ana'],
    ignored: ['Email'],
  },
  {
    from: 'a list whose Type is about something else',
    bytes: Buffer.from('Email,Type\nana@school.example,Primary\n'),
    rows: ['ana@school.example'],
    ignored: ['Type'],
  },
];

// The upload of a file of people: which file, how it is read, on its way.
export const csvWords = {
  csv: {
    title: 'Upload a CSV file',
    help: 'How this works',
    mode: 'What should happen to the people in the file?',
    add: 'Add them',
    remove: 'Remove them',
    removeTitle: 'Everybody in this file is taken off the license',
    removeText:
      'They lose its features at once, and open invitations are withdrawn. You see who it is before anything happens, and can undo it for {days, number} days.',
    userType: 'Add them as',
    userTypeColumn: 'A column “User type” in the file wins: this counts for rows that leave it empty.',
    drop: {
      label: 'The file',
      title: 'Drop a CSV file here',
      or: 'or',
      choose: 'Choose a file',
      hint: 'One column with e-mail addresses is enough. Columns for the name and the user type are used too.',
      limits: 'Up to {rows, number} rows and {megabytes, number} MB.',
      sample: 'Download a sample file',
      now: 'Let go to use this file',
      one: 'One file at a time, please. Drop just one.',
    },
    file: {
      name: 'File',
      bytes: '{size, number} bytes',
      kilobytes: '{size, number} KB',
      megabytes: '{size, number} MB',
      other: 'Choose another file',
      looking: 'Looking at the file…',
      lookFailed: 'The file could not be looked at',
      unreadable:
        'The browser cannot read this file. It may have been moved, renamed or changed: choose it once more.',
      changed: 'The file has been changed on your computer since. Choose it once more.',
    },
    problem: {
      title: 'This file cannot be used',
      nothing: 'Nothing has been changed.',
      line: 'See line {line, number}.',
      empty: 'The file is empty. Choose one with at least one e-mail address.',
      not_text:
        'This is not a list but a picture, a document or an archive. Save your list as CSV and upload that.',
      spreadsheet: 'This is a spreadsheet file. Open it and choose File, Save as, CSV; then upload that.',
      header_only: 'The file holds headings but no people. Check that you saved the right sheet.',
      no_email_column:
        'No column holds e-mail addresses. Give the column with the addresses the heading Email and upload the file again.',
      too_large:
        'The file is larger than {megabytes, number} MB. Split it into several files and upload them one by one.',
      too_many_rows:
        'The file has more than {rows, number} rows. Split it into several files and upload them one by one.',
      line_too_long:
        'A line is far too long for a list of people. Often a quotation mark is missing before it, or it is no list at all.',
      too_many_columns:
        'There are far too many columns. Keep the columns for address, name and user type, and upload it again.',
      unclosed_quote:
        'A quotation mark is opened and never closed. Open the file, correct that line, and upload it again.',
      encoding_unclear:
        'There are characters that do not fit the way this file is read. Save it as “CSV UTF-8” and upload it again.',
      interrupted: 'The file did not arrive whole. Upload it again.',
    },
    read: {
      title: 'How we read your file',
      text: 'Check the first rows: names and addresses should look right.',
      encoding: 'Characters',
      delimiter: 'Columns are separated by',
      header: 'First line',
      headerYes: 'Headings',
      headerNo: 'A person',
      columns: 'Columns used',
      none: 'none',
      ignored:
        '{count, plural, one {One column is not used: {names}} other {# columns are not used: {names}}}',
      duplicate:
        '{count, plural, one {A heading stands there more than once: {names}. The first one counts.} other {Some headings stand there more than once: {names}. The first of each counts.}}',
      ourExport:
        'This file comes from an export of Rollcall: people who are on the license stay as they are.',
      preview: 'The first rows',
      previewCount: '{count, plural, one {First row} other {First # rows}}',
      column: 'Column {number}',
      roleOf: 'Use of the column {column}',
      emptyCell: 'empty',
      noEmail: 'Say which column holds the e-mail addresses.',
    },
    encoding: {
      'utf-8': 'UTF-8',
      'utf-16le': 'UTF-16 (Excel, Unicode text)',
      'utf-16be': 'UTF-16 (big-endian)',
      'windows-1252': 'Windows (Western European)',
    },
    delimiter: { comma: 'Commas', semicolon: 'Semicolons', tab: 'Tabs' },
    role: {
      email: 'E-mail address',
      name: 'Name',
      firstName: 'First name',
      lastName: 'Last name',
      userType: 'User type',
      ignored: 'Not used',
    },
    question: {
      title: '{count, plural, one {One question about your file} other {# questions about your file}}',
      encoding: 'Which of these looks right?',
      encodingHint: 'The file does not say how its letters are written. Look at names with accents.',
      header: 'Is the first line a person?',
      headerHint: 'The first line is: {line}',
      headerYes: 'No, these are headings',
      headerNo: 'Yes, the list begins there',
      email: 'Which column holds the address to add?',
      emailRemove: 'Which column holds the address to remove?',
      emailHint: 'Several columns hold e-mail addresses.',
      sample: 'for example {value}',
    },
    upload: {
      button: 'Upload and check',
      hint: 'Nothing happens yet: you see first what would happen to whom.',
      title: 'Uploading {file}',
      sent: '{sent} of {total}',
      arriving: 'The file has arrived. It is being read…',
      cancel: 'Cancel the upload',
      cancelled: 'The upload was cancelled. Nothing has been changed.',
      failed: 'The file was not uploaded',
    },
    another: 'Upload another file',
  },
} as const;

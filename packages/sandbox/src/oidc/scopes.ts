const google = 'https://www.googleapis.com/auth/';

/** Every scope the sandbox knows, named as Google's are, and what its consent page says it lets an app do. */
export const scopeWords: Readonly<Record<string, string>> = {
  openid: 'Associate you with your personal info on Google',
  email: 'See your primary Google Account email address',
  profile: 'See your personal info, including any personal info you have made publicly available',
  [`${google}userinfo.email`]: 'See your primary Google Account email address',
  [`${google}userinfo.profile`]: 'See your personal info, including any you have made publicly available',
  [`${google}admin.directory.orgunit.readonly`]: 'See organization units on your domain',
  [`${google}admin.directory.orgunit`]: 'View and manage organization units on your domain',
  [`${google}admin.directory.user.readonly`]: 'See info about users on your domain',
  [`${google}admin.directory.user`]: 'View and manage the provisioning of users on your domain',
  [`${google}admin.directory.domain.readonly`]: 'View domains related to your customers',
  [`${google}admin.directory.customer.readonly`]: 'View customer related information',
  [`${google}classroom.courses.readonly`]: 'View your Google Classroom classes',
  [`${google}classroom.courses`]: 'See, edit, create, and permanently delete your Google Classroom classes',
  [`${google}classroom.rosters.readonly`]: 'View your Google Classroom class rosters',
  [`${google}classroom.rosters`]: 'Manage your Google Classroom class rosters',
  [`${google}classroom.profile.emails`]: 'View the email addresses of people in your classes',
  [`${google}classroom.profile.photos`]: 'View the profile photos of people in your classes',
};

/** The full name of one of Google's scopes. */
export const googleScope = (name: string): string => `${google}${name}`;

const signIn = new Set([
  'openid',
  'offline_access',
  'email',
  'profile',
  googleScope('userinfo.email'),
  googleScope('userinfo.profile'),
]);

/** What signing in itself takes. As at Google it cannot be left out one by one, as the other scopes can. */
export function isSignInScope(scope: string): boolean {
  return signIn.has(scope);
}

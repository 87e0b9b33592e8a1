/** Where everything of one learning management system is. `home` is also its issuer. */
export interface SchoolUrls {
  readonly home: string;
  readonly configuration: string;
  readonly authorization: string;
  readonly token: string;
  readonly jwks: string;
  readonly registration: string;
  course(id: string): string;
  roster(courseId: string): string;
  deepLinkReturn(launchId: string): string;
}

export function schoolUrls(origin: string, slug: string): SchoolUrls {
  const home = `${origin}/lms/${slug}`;
  return {
    home,
    configuration: `${home}/.well-known/openid-configuration`,
    authorization: `${home}/oidc/auth`,
    token: `${home}/oidc/token`,
    jwks: `${home}/oidc/jwks`,
    registration: `${home}/oidc/register`,
    course: (id) => `${home}/courses/${id}`,
    roster: (courseId) => `${home}/api/courses/${courseId}/memberships`,
    deepLinkReturn: (launchId) => `${home}/deep-link/${launchId}`,
  };
}

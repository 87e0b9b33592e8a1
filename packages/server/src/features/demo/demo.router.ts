import { DomainError } from '@rollcall/core/errors.ts';
import { z } from 'zod';
import { adminSignInMs } from '../../auth/session.ts';
import { demoPeople, findDemoPerson } from '../../demo/people.ts';
import { findOrMakeDemoPerson } from '../../demo/sign-in-demo-person.ts';
import { publicProcedure, router } from '../../trpc.ts';

const places = z.array(z.enum(['admin', 'app'])).readonly();

const demoPersonView = z.strictObject({
  label: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(['domain_admin', 'license_admin', 'teacher', 'student']),
  district: z.string(),
  opens: places,
});

/** The start page of the demo. Outside demo mode it does not exist. */
export const demoRouter = router({
  people: publicProcedure.output(z.array(demoPersonView)).query(({ ctx }) => {
    if (!ctx.app.env.demo) throw new DomainError('NOT_FOUND', { noun: 'page' });
    return demoPeople.map(({ label, name, email, role, district, opens }) => ({
      label,
      name,
      email,
      role,
      district,
      opens,
    }));
  }),

  /** Where the pages of the stand-in for Google are; null: this demo runs without it. */
  sandbox: publicProcedure.output(z.strictObject({ url: z.url().nullable() })).query(({ ctx }) => {
    if (!ctx.app.env.demo) throw new DomainError('NOT_FOUND', { noun: 'page' });
    return { url: ctx.app.env.sandboxUrl ?? null };
  }),

  /**
   * Signs in as the person whose origin this is: `ana.localhost` is Ana's. A sign-in of theirs that is still fresh is
   * kept: it may have other pages open, and the dashboard of somebody must not close their app.
   */
  signIn: publicProcedure.output(z.strictObject({ opens: places })).mutation(async ({ ctx }) => {
    const person = ctx.app.env.demo && ctx.demoLabel !== null ? findDemoPerson(ctx.demoLabel) : undefined;
    if (person === undefined) throw new DomainError('NOT_FOUND', { noun: 'page' });
    const { opens } = person;
    const personId = await findOrMakeDemoPerson(ctx.app, person);
    const { who } = ctx;
    if (who?.personId === personId && Date.now() - who.signedInAt.getTime() < adminSignInMs / 2)
      return { opens };
    const token = await ctx.app.sessions.start(personId, 'demo', ctx.userAgent);
    if (ctx.token !== null) await ctx.app.sessions.end(ctx.token);
    ctx.setSessionCookie(token);
    return { opens };
  }),
});

import { DomainError } from '@rollcall/core/errors.ts';
import { z } from 'zod';
import { demoPeople, findDemoPerson } from '../../demo/people.ts';
import { signInDemoPerson } from '../../demo/sign-in-demo-person.ts';
import { publicProcedure, router } from '../../trpc.ts';

const demoPersonView = z.strictObject({
  label: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(['domain_admin', 'license_admin', 'teacher', 'student']),
  district: z.string(),
  opens: z.enum(['admin', 'app']),
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

  /** Signs in as the person whose origin this is: `ana.localhost` is Ana's. */
  signIn: publicProcedure
    .output(z.strictObject({ opens: z.enum(['admin', 'app']) }))
    .mutation(async ({ ctx }) => {
      const person = ctx.app.env.demo && ctx.demoLabel !== null ? findDemoPerson(ctx.demoLabel) : undefined;
      if (person === undefined) throw new DomainError('NOT_FOUND', { noun: 'page' });
      const token = await signInDemoPerson(ctx.app, person, ctx.userAgent);
      if (ctx.token !== null) await ctx.app.sessions.end(ctx.token);
      ctx.setSessionCookie(token);
      return { opens: person.opens };
    }),
});

import type { AssignmentId, PersonId } from '@rollcall/core/ids.ts';
import type { TermPhase } from '@rollcall/core/licenses/term.ts';
import type { CourseRole } from '@rollcall/core/lti/launch.ts';

/** What a launch leads to when it does not open the app. Each is a page that says what to do next. */
export type LaunchPage =
  /** What was launched is no assignment of the licence yet: its teacher has to open it first. */
  | { readonly page: 'not_ready' }
  | { readonly page: 'closed'; readonly title: string; readonly ask: string }
  | { readonly page: 'no_seat'; readonly title: string; readonly ask: string }
  | { readonly page: 'kept_out'; readonly title: string; readonly ask: string }
  | {
      readonly page: 'license_not_active';
      readonly title: string;
      readonly ask: string;
      readonly phase: TermPhase;
    }
  /** Nobody has allowed the deployment, or somebody has refused it. */
  | { readonly page: 'deployment_waiting'; readonly licenseName: string; readonly isRefused: boolean }
  /** Somebody who takes no seat: an observer, a test student, or a role that we do not know. */
  | { readonly page: 'not_a_learner'; readonly title: string; readonly role: CourseRole }
  /** For whoever teaches the course: who is on the licence by the assignment. */
  | {
      readonly page: 'class';
      readonly title: string;
      readonly licenseName: string;
      readonly isOpen: boolean;
      readonly people: number;
      readonly notSeated: number;
      /** Whether the system lets the class be read; whether that is going on. */
      readonly sharesRoster: boolean;
      readonly isReading: boolean;
      /** The assignment on the dashboard, a path of ours. */
      readonly dashboardPath: string;
    }
  /** A teacher who may not place assignments, or whom we do not know yet. */
  | {
      readonly page: 'connect';
      readonly licenseName: string;
      /** A path of ours, for a tab of its own. */
      readonly connectPath: string;
      /** For `continueLaunch`, once they have connected. */
      readonly continueTicket: string;
    }
  /** For `placeAssignment`, with a title. */
  | {
      readonly page: 'place';
      readonly licenseName: string;
      readonly courseTitle: string | null;
      readonly ticket: string;
    }
  /** The system wants something placed that is no link. */
  | { readonly page: 'cannot_place'; readonly licenseName: string }
  /** The page was open for too long: launch again. */
  | { readonly page: 'too_old' };

/** `ask` names whom to ask: whoever placed the assignment. */
export type LaunchAnswer =
  | {
      readonly kind: 'app';
      readonly personId: PersonId;
      readonly assignmentId: AssignmentId;
      readonly title: string;
    }
  | ({ readonly kind: 'page' } & LaunchPage);

/** A placed assignment on its way back: the token goes to `returnUrl` as the field `JWT` of a form. */
export interface PlacedAnswer {
  readonly kind: 'placed';
  readonly returnUrl: string;
  readonly jwt: string;
}

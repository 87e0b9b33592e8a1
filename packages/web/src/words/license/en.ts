import { activityWords } from '../parts/activity.ts';
import { additionWords } from '../parts/additions.ts';
import { assignmentWords } from '../parts/assignments.ts';
import { auditWords } from '../parts/audit.ts';
import { csvWords } from '../parts/csv.ts';
import { detailWords } from '../parts/details.ts';
import { domainWideWords } from '../parts/domain-wide.ts';
import { featureWords } from '../parts/features.ts';
import { helpWords } from '../parts/help.ts';
import { historyWords } from '../parts/history.ts';
import { keptWords } from '../parts/kept.ts';
import { linkWords } from '../parts/link.ts';
import { lmsWords } from '../parts/lms.ts';
import { memberWords } from '../parts/members.ts';
import { methodWords } from '../parts/methods.ts';
import { personWords } from '../parts/person.ts';
import { runOutcomeWords } from '../parts/run-outcomes.ts';
import { runWords } from '../parts/runs.ts';
import { syncWords } from '../parts/sync.ts';

/** What the pages of one licence say on top of the rest, in English. It is fetched with them. */
export const en = {
  ...detailWords,
  ...historyWords,
  ...memberWords,
  ...personWords,
  ...additionWords,
  ...methodWords,
  ...helpWords,
  ...csvWords,
  ...runWords,
  ...runOutcomeWords,
  ...activityWords,
  ...auditWords,
  ...syncWords,
  ...domainWideWords,
  ...keptWords,
  ...featureWords,
  ...linkWords,
  ...lmsWords,
  ...assignmentWords,
};

type LicenseWords = typeof en;

declare module '@rollcall/client/words/words.ts' {
  interface Words extends LicenseWords {}
}

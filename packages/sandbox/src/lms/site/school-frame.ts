import { html, type Markup } from '../../http/html.ts';
import { type PageFrame, renderPage } from '../../site/layout.ts';
import type { LmsPerson } from '../store/people.ts';
import type { School } from '../store/schools.ts';
import { calledPerson } from './lms-actions.ts';

/** May be framed by its own pages, frames tools of this machine, and runs one script of its own. */
export const lmsContentPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; frame-src http: https:; frame-ancestors 'self'; base-uri 'none'";

export const scriptPath = '/lms-frame.js';

const words = 'stands in for Canvas, Schoology or Moodle on this machine; nobody here is real';

/** What every page of a system is made with. */
export interface SchoolPage {
  readonly school: School;
  readonly who: LmsPerson | undefined;
  readonly title: string;
  readonly section: 'courses' | 'tools' | 'launches' | 'faults';
  readonly notice?: PageFrame['notice'];
}

/** A page of one system: whose it is, who one is there, and the way to its other pages. */
export function renderSchoolPage(page: SchoolPage, content: Markup): string {
  const { school, who, section } = page;
  const home = `/lms/${school.slug}`;
  const links = [
    ['courses', '', 'Courses'],
    ['tools', '/tools', 'Tools'],
    ['launches', '/launches', 'Faulty launches'],
    ['faults', '/faults', 'Faults'],
  ] as const;
  return renderPage(
    {
      title: page.title,
      brand: { name: school.name, href: home, words },
      script: scriptPath,
      notice: page.notice,
      nav: [
        ...links.map(([name, path, label]) => ({ href: `${home}${path}`, label, here: name === section })),
        { href: '/lms', label: 'Other schools', here: false },
      ],
    },
    html`${who === undefined ? null : whoBar(school, who)}${content}`,
  );
}

function whoBar(school: School, who: LmsPerson): Markup {
  return html`<form class="who" method="post" action="/lms/${school.slug}/be"><span>You are <strong>${calledPerson(who)}</strong></span>
<input type="hidden" name="person" value=""><button>Be somebody else</button></form>`;
}

/** The frame of the pages that belong to no system. */
export function renderLmsPage(title: string, content: Markup): string {
  return renderPage(
    {
      title,
      brand: { name: 'Learning management systems', href: '/lms', words },
      nav: [
        { href: '/', label: 'Google stand-in', here: false },
        { href: '/lms', label: 'Schools', here: true },
      ],
    },
    content,
  );
}

import { SandboxRefusal } from '../sandbox-refusal.ts';
import type { Store } from '../store/store.ts';
import { addAssignment, deleteAssignment, getAssignment, listAssignments } from './store/assignments.ts';
import {
  addLmsCourse,
  changeLmsCourse,
  countLmsMembers,
  enroll,
  findLmsMember,
  getLmsCourse,
  listLmsCourses,
  listLmsMembers,
  setEnrollmentStatus,
  unenroll,
} from './store/courses.ts';
import { addLmsPerson, changeLmsPerson, findLmsPerson, getLmsPerson } from './store/people.ts';
import { addSchool, changeSchool, getSchool, listSchools } from './store/schools.ts';
import {
  addDeployment,
  getDeployment,
  getTool,
  listDeployments,
  listTools,
  setToolPrivacy,
} from './store/tools.ts';

function setCourseMembers(store: Store, school: string, courseId: string, people: readonly string[]): void {
  store.transaction(() => {
    for (const { id, role } of listLmsMembers(store, { school, id: courseId })) {
      if (role === 'learner' && !people.includes(id)) unenroll(store, school, courseId, id);
    }
    for (const id of people) enroll(store, school, courseId, id, 'learner');
  });
}

/** Takes a tool away with its deployments and their assignments; its tokens are worth nothing from here on. */
function removeTool(store: Store, school: string, clientId: string): void {
  getTool(store, school, clientId);
  store.transaction(() => {
    store.run('delete from lms_tool where school = ? and client_id = ?', school, clientId);
    store.run('delete from oidc where model = ? and id = ?', `lms-${school}:Client`, clientId);
  });
}

/** @throws SandboxRefusal for the last one: a tool without any cannot be launched. */
function removeDeployment(store: Store, school: string, id: string): void {
  const { clientId } = getDeployment(store, school, id);
  if (listDeployments(store, school, clientId).length === 1)
    throw new SandboxRefusal('A tool has at least one deployment. Remove the tool instead.');
  store.run('delete from lms_deployment where school = ? and id = ?', school, id);
}

/** What is done to the rows of a learning management system; the school's slug comes first. */
export const lmsStoreCommands = {
  listSchools,
  getSchool,
  addSchool,
  changeSchool,
  addPerson: addLmsPerson,
  changePerson: changeLmsPerson,
  findPerson: findLmsPerson,
  getPerson: getLmsPerson,
  listCourses: listLmsCourses,
  getCourse: getLmsCourse,
  addCourse: addLmsCourse,
  changeCourse: changeLmsCourse,
  listMembers: (
    store: Store,
    school: string,
    courseId: string,
    filter?: Parameters<typeof listLmsMembers>[2],
  ) => listLmsMembers(store, getLmsCourse(store, school, courseId), filter),
  countMembers: (store: Store, school: string, courseId: string): number =>
    countLmsMembers(store, { school, id: courseId }),
  findMember: (store: Store, school: string, courseId: string, personId: string) =>
    findLmsMember(store, { school, id: courseId }, personId),
  enroll,
  unenroll,
  setEnrollmentStatus,
  setCourseMembers,
  listTools,
  getTool,
  removeTool,
  setToolPrivacy,
  listDeployments,
  getDeployment,
  addDeployment,
  removeDeployment,
  listAssignments,
  getAssignment,
  addAssignment,
  deleteAssignment,
} as const;

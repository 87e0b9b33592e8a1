import type { ApiCall } from '../api/call.ts';
import { classroomDenied, classroomNotFound } from '../api/google-error.ts';
import { type Course, findCourse, findCourseRole } from '../store/courses.ts';
import { findPerson, type Person } from '../store/people.ts';

/** A course that the caller may see: as an administrator, or as one of its teachers or students. @throws GoogleError */
export function getVisibleCourse(call: ApiCall, id: string): Course {
  const course = findCourse(call.store, call.caller.customerId, id);
  if (course === undefined) throw classroomNotFound();
  const role = findCourseRole(call.store, course, call.caller.id);
  if (role === undefined && call.caller.isAdmin !== 1) throw classroomDenied();
  return course;
}

/** `me`, an id or an address of the caller's workspace. @throws GoogleError */
export function getNamedPerson(call: ApiCall, key: string): Person {
  if (key === 'me') return call.caller;
  const person = findPerson(call.store, key);
  if (person === undefined || person.customerId !== call.caller.customerId) throw classroomNotFound();
  return person;
}

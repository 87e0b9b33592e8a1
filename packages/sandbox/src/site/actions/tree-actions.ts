import { z } from 'zod';
import { type Action, action, optionalText, text, ticked } from './action.ts';

const unit = z.object({ workspace: text, unit: text });
const course = z.object({ workspace: text, course: text });

export const treeActions: Readonly<Record<string, Action>> = {
  'unit.add': action(z.object({ workspace: text, parent: text, name: text }), (control, fields) => {
    return `${control.addOrgUnit(fields.workspace, fields.parent, fields.name).path} was added.`;
  }),
  'unit.rename': action(unit.extend({ name: text }), (control, fields) => {
    return `The unit is ${control.renameOrgUnit(fields.workspace, fields.unit, fields.name).path}.`;
  }),
  'unit.move': action(unit.extend({ parent: text }), (control, fields) => {
    return `The unit is ${control.moveOrgUnit(fields.workspace, fields.unit, fields.parent).path}.`;
  }),
  'unit.delete': action(unit.extend({ emptyFirst: ticked }), (control, fields) => {
    control.deleteOrgUnit(fields.workspace, fields.unit, { emptyFirst: fields.emptyFirst });
    return 'The unit was deleted.';
  }),
  'course.add': action(z.object({ owner: text, name: text, section: optionalText }), (control, fields) => {
    return `${control.addCourse(fields).name} was added.`;
  }),
  'course.state': action(course.extend({ state: z.enum(['ACTIVE', 'ARCHIVED']) }), (control, fields) => {
    const changed = control.setCourseState(fields.workspace, fields.course, fields.state);
    return `${changed.name} is ${changed.state === 'ACTIVE' ? 'active' : 'archived'}.`;
  }),
  'course.delete': action(course, (control, fields) => {
    control.deleteCourse(fields.workspace, fields.course);
    return 'The course was deleted.';
  }),
  'course.enroll': action(
    course.extend({ person: text, role: z.enum(['teacher', 'student']) }),
    (control, fields) => {
      control.addCourseMember(fields.workspace, fields.course, fields.person, fields.role);
      return `${control.getPerson(fields.person).email} is a ${fields.role} of the course.`;
    },
  ),
  'course.remove': action(course.extend({ person: text }), (control, fields) => {
    control.removeCourseMember(fields.workspace, fields.course, fields.person);
    return `${control.getPerson(fields.person).email} is no longer in the course.`;
  }),
};

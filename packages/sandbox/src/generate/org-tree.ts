/** One unit of a generated tree, and which share of all people is directly in it. */
export interface PlannedUnit {
  readonly path: string;
  readonly kind: 'staff' | 'student' | 'former' | 'none';
  readonly weight: number;
}

interface School {
  readonly name: string;
  readonly grades: readonly number[];
}

const levels: readonly School[] = [
  { name: 'Elementary School', grades: [1, 2, 3, 4, 5] },
  { name: 'Middle School', grades: [6, 7, 8] },
  { name: 'High School', grades: [9, 10, 11, 12] },
];
const places = [
  'Cedar',
  'Harbor',
  'Hillside',
  'Juniper',
  'Lincoln',
  'Meadow',
  'Northgate',
  'Orchard',
  'Prairie',
  'Quarry',
];
const peoplePerSchool = 2_500;

/** A small district has one school of each level; a large one has as many as its people fill. */
function schoolsFor(people: number): School[] {
  const count = Math.ceil(people / peoplePerSchool);
  if (count <= levels.length) return [...levels];
  return Array.from({ length: count }, (_, index) => {
    const level = levels[index % levels.length] ?? { name: 'School', grades: [1] };
    const round = Math.floor(index / (levels.length * places.length)) + 1;
    const place = places[Math.floor(index / levels.length) % places.length];
    return { name: `${place} ${round > 1 ? `${round} ` : ''}${level.name}`, grades: level.grades };
  });
}

/** The tree of a district: staff by what they do, students by school and grade, and those who left. Parents come first. */
export function planOrgTree(people: number): PlannedUnit[] {
  const schools = schoolsFor(people);
  const grades = schools.reduce((sum, school) => sum + school.grades.length, 0);
  return [
    { path: '/', kind: 'staff', weight: 0.004 },
    { path: '/Former', kind: 'former', weight: 0.02 },
    { path: '/Staff', kind: 'staff', weight: 0.004 },
    { path: '/Staff/Administration', kind: 'staff', weight: 0.016 },
    { path: '/Staff/Support', kind: 'staff', weight: 0.02 },
    { path: '/Staff/Teachers', kind: 'staff', weight: 0.09 },
    { path: '/Students', kind: 'student', weight: 0.006 },
    ...schools.flatMap(({ name, grades: own }): PlannedUnit[] => [
      { path: `/Students/${name}`, kind: 'none', weight: 0 },
      ...own.map(
        (grade): PlannedUnit => ({
          path: `/Students/${name}/Grade ${grade}`,
          kind: 'student',
          weight: 0.84 / grades,
        }),
      ),
    ]),
  ];
}

/** How many people each unit gets, in the order given; together exactly `people`. */
export function sharePeople(units: readonly PlannedUnit[], people: number): number[] {
  const total = units.reduce((sum, unit) => sum + unit.weight, 0);
  let weightSoFar = 0;
  let givenSoFar = 0;
  return units.map((unit) => {
    weightSoFar += unit.weight;
    const upTo = Math.round((people * weightSoFar) / total);
    const given = upTo - givenSoFar;
    givenSoFar = upTo;
    return given;
  });
}

import type { SandboxControl } from '../../commands/control.ts';
import { html, type Markup } from '../../http/html.ts';
import type { OrgUnit } from '../../store/org-units.ts';
import type { Workspace } from '../../store/workspaces.ts';
import { actionForm, counted, field, unitField, unitList } from '../parts.ts';

interface Counted {
  readonly unit: OrgUnit;
  readonly own: number;
  /** With the people of the units below. */
  readonly all: number;
}

/** The tree of a workspace, with the people of each unit. */
export function treePage(control: SandboxControl, workspace: Workspace): Markup {
  const units = countUnits(control, workspace);
  const paths = units.map(({ unit }) => unit.path);
  return html`<h1>${workspace.name}: organizational units</h1>
${unitList(paths)}
<ul class="tree">${units.map((counts) => unitRow(workspace, counts, paths))}</ul>`;
}

function countUnits(control: SandboxControl, workspace: Workspace): Counted[] {
  const own = new Map(control.countPeople(workspace.primaryDomain).map((row) => [row.orgUnitId, row.people]));
  const units = control.listOrgUnits(workspace.primaryDomain);
  const all = new Map<string, number>();
  const parents = new Map(units.map((unit) => [unit.id, unit.parentId]));
  for (const unit of units) {
    const people = own.get(unit.id) ?? 0;
    for (let id: string | null | undefined = unit.id; id != null; id = parents.get(id))
      all.set(id, (all.get(id) ?? 0) + people);
  }
  return units.map((unit) => ({ unit, own: own.get(unit.id) ?? 0, all: all.get(unit.id) ?? 0 }));
}

function unitRow(workspace: Workspace, { unit, own, all }: Counted, paths: readonly string[]): Markup {
  const domain = workspace.primaryDomain;
  const back = `/w/${domain}`;
  const depth = unit.parentId === null ? 0 : unit.path.split('/').length - 1;
  const hidden = { workspace: domain, unit: unit.id };
  const people = `/w/${domain}/people?unit=${encodeURIComponent(unit.id)}`;
  return html`<li class="unit" style="padding-left:${Math.min(depth, 6) * 1.25}rem"><details>
<summary>${unit.parentId === null ? domain : unit.name}</summary>
<div class="card"><p class="muted">${unit.path} · ${unit.id}</p>
${actionForm('unit.add', back, { workspace: domain, parent: unit.id }, html`${field('A unit below it', 'name')}<button>Add</button>`)}
${
  unit.parentId === null
    ? null
    : html`${actionForm('unit.rename', back, hidden, html`${field('Name', 'name', unit.name)}<button>Rename</button>`)}
${actionForm('unit.move', back, hidden, html`${unitField({ name: 'parent', chosen: '/', paths, label: { shown: 'Move below' } })}<button>Move</button>`)}
${actionForm(
  'unit.delete',
  back,
  hidden,
  html`<label class="check"><input type="checkbox" name="emptyFirst"> <span>its people and units move up</span></label><button class="bad">Delete</button>`,
)}`
}</div></details>
<span class="muted"><a href="${people}">${counted(own, 'person', 'people')}</a>${
    all > own ? ` · ${all.toLocaleString('en')} with those below` : null
  }</span></li>`;
}

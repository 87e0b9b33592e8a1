import type { DeploymentMethod } from '@rollcall/core/licenses/deployment-methods.ts';
import {
  BookOpenCheck,
  FileSpreadsheet,
  FolderTree,
  Globe,
  KeyRound,
  Link2,
  type LucideIcon,
  Mail,
  School,
} from 'lucide-react';

const icons: Readonly<Record<DeploymentMethod, LucideIcon>> = {
  email: Mail,
  csv: FileSpreadsheet,
  ou: FolderTree,
  domain: Globe,
  assignment: BookOpenCheck,
  classroom: School,
  link: Link2,
  key: KeyRound,
};

/** The picture of a method. */
export function MethodIcon({ method }: { readonly method: DeploymentMethod }) {
  const Icon = icons[method];
  return <Icon aria-hidden="true" />;
}

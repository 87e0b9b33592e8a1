import type { LicenseId } from '@rollcall/core/ids.ts';
import type {
  CsvEncoding,
  CsvInspection,
  CsvOptions,
  CsvProblem,
  CsvRole,
} from '@rollcall/core/runs/csv-contract.ts';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { fileProblem } from './file-problem.ts';
import { inspectFile } from './inspect-file.ts';

/** A file that was chosen, what its beginning tells, and what somebody said about it. */
export interface ChosenFile {
  readonly file: File;
  /** Why it is not even sent. */
  readonly problem: CsvProblem | null;
  /** As the bytes suggest: it holds the question about the encoding. */
  readonly first: CsvInspection | null;
  /** In the encoding that was chosen. */
  readonly inspection: CsvInspection | null;
  readonly encoding: CsvEncoding | null;
  readonly hasHeader: boolean | null;
  readonly roles: readonly CsvRole[] | null;
}

const unseen = { problem: null, first: null, inspection: null, encoding: null, hasHeader: null, roles: null };

/** The file that is to be uploaded: chosen, looked at by the server, and read as somebody answered. */
export function useFileInspection(licenseId: LicenseId) {
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  const inspecting = useMutation({ mutationFn: inspectFile });
  // Another file may be chosen, or another answer given, before the first look is over.
  const look = useRef(0);

  const inspect = (next: ChosenFile) => {
    look.current += 1;
    const mine = look.current;
    setChosen(next);
    inspecting.mutate(
      { licenseId, file: next.file, encoding: next.encoding },
      {
        onSuccess: (inspection) => {
          if (mine !== look.current) return;
          if (next.file.size > inspection.limitBytes)
            setChosen({ ...unseen, file: next.file, problem: 'too_large' });
          else
            setChosen({ ...next, inspection, first: next.first ?? inspection, hasHeader: null, roles: null });
        },
      },
    );
  };
  return {
    chosen,
    inspecting,
    options: chosen && optionsOf(chosen),
    async choose(file: File) {
      look.current += 1;
      const mine = look.current;
      inspecting.reset();
      // What cannot be read at all is found out, and said, by the look itself.
      const problem = await fileProblem(file).catch(() => null);
      if (mine !== look.current) return;
      if (problem === null) inspect({ ...unseen, file });
      else setChosen({ ...unseen, file, problem });
    },
    again: () => chosen && inspect(chosen),
    forget() {
      look.current += 1;
      inspecting.reset();
      setChosen(null);
    },
    setEncoding(encoding: CsvEncoding) {
      if (chosen !== null) inspect({ ...chosen, encoding });
    },
    setHasHeader: (hasHeader: boolean) => setChosen((now) => now && { ...now, hasHeader }),
    setRole: (index: number, role: CsvRole) =>
      setChosen((now) => now && { ...now, roles: withRole(rolesOf(now), index, role) }),
  };
}

export type FileInspection = ReturnType<typeof useFileInspection>;

export function rolesOf({ roles, inspection }: ChosenFile): readonly CsvRole[] {
  return roles ?? inspection?.columns.map(({ role }) => role) ?? [];
}

/** How the file is to be read; null while that is not known or no column holds the addresses. */
function optionsOf(chosen: ChosenFile): CsvOptions | null {
  const { first, inspection, encoding, hasHeader } = chosen;
  const roles = rolesOf(chosen);
  if (first === null || inspection === null || !roles.includes('email')) return null;
  return {
    encoding: encoding ?? first.encoding,
    delimiter: inspection.delimiter,
    hasHeader: hasHeader ?? inspection.hasHeader,
    roles: [...roles],
  };
}

/** The column gets the role, and the one that had it gives it up: each role is there once. */
function withRole(roles: readonly CsvRole[], index: number, role: CsvRole): CsvRole[] {
  return roles.map((other, at) => {
    if (at === index) return role;
    return other === role ? 'ignored' : other;
  });
}

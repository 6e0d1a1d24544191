import type { Draft } from '../draft.js';
import type { Importer } from '../importer.js';
import { readYaml } from '../yaml/read.js';

export const timeloop: Importer = {
  read({ files }, report): Draft {
    for (const file of files) readYaml(file, report);
    const [first] = files;
    if (first)
      report.add('ffarch/import-incomplete', { what: 'architecture', remedy: 'Name its file, too.' }, first.place);
    return { assumptions: [], declarations: [] };
  },
};

import { isTemplate } from './jinja.js';
import type { Report } from './report.js';
import type { SourceFile } from './source-file.js';
import { readYaml } from './yaml/read.js';

/** Says what is wrong with files that are YAML by their names and no templates: it may be what hides their format. */
export function reportMalformed(files: readonly SourceFile[], report: Report): void {
  for (const file of files) if (/\.ya?ml$/i.test(file.name) && !isTemplate(file)) readYaml(file, report);
}

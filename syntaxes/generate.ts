import { writeFileSync } from 'node:fs';
import { TEXTMATE_GRAMMAR } from './textmate.js';

/** Writes the TextMate grammar, which VS Code reads as a file. Part of `npm run generate`. */
writeFileSync(new URL('ffarch.tmLanguage.json', import.meta.url), `${JSON.stringify(TEXTMATE_GRAMMAR, null, 2)}\n`);

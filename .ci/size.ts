import { statSync } from 'node:fs';

/*
 * `tsx .ci/size.ts FILE MIB`: fails when a package has grown beyond what users should have to download.
 */
const [file, limit] = process.argv.slice(2);
const size = statSync(file).size / 2 ** 20;
console.log(`${file}: ${size.toFixed(2)} MiB, of ${limit} MiB allowed`);
if (size > Number(limit)) process.exitCode = 1;

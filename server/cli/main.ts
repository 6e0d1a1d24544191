#!/usr/bin/env node
import module from 'node:module';

/*
 * Where the command line starts. V8 keeps what it compiles for the next start, where Node can (from 22.8): so all else is
 * loaded after that.
 */
module.enableCompileCache?.();
void import('./process.js');

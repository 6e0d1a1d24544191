import assert from 'node:assert/strict';
import { EmptyFileSystem, TextDocument, URI } from 'langium';
import { Fault } from '../../../../server/import/fault.js';
import { importOnnx } from '../../../../server/import/onnx/index.js';
import { printNetwork } from '../../../../server/import/onnx/text/print.js';
import { startLanguage } from '../../../../language/language.js';
import { createFfarchServices } from '../../../../language/module.js';
import { SAMPLES } from './models.js';

import { NodeThreads } from '../../../server/mapper/threads/node.js';

/** Threads as a web page has them that is not isolated from other origins. */
export class SeparateThreads extends NodeThreads {
  override readonly sharedMemory = false;
}

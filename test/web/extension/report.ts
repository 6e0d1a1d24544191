/** How the tests went: titles, and errors of those that failed. */
export interface Report {
  passed: string[];
  failed: string[];
}

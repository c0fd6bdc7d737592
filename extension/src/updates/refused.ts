import type { UpdateProblem } from '../protocol';

/** Newer rules were not taken into use, and why. What was in use stays. */
export class Refused extends Error {
  readonly code: UpdateProblem;

  constructor(code: UpdateProblem, says: string, cause?: unknown) {
    super(says, { cause });
    this.code = code;
  }
}

/** The reason behind whatever was thrown; what nobody foresaw counts as the browser's storage or ourselves failing. */
export const codeOf = (thrown: unknown): UpdateProblem => (thrown instanceof Refused ? thrown.code : 'storage');

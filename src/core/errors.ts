import type { Diagnostic } from './diagnostics.js';

/** A failure that the user can fix. Anything else that is thrown is a bug and crashes. */
export class DiagnosticError extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.name = 'DiagnosticError';
  }
}

// What tells one model from another by its id alone.

/**
 * An id without what a new edition of the same model changes: the part in front of the last slash, a date, a stage, separators and case.
 * `z-ai/GLM-4.6-20250930` and `glm-4-6` have the same one.
 */
export function bareId(id: string): string {
  return id
    .toLowerCase()
    .replace(/^.*\//, '')
    .replaceAll(/[-@._](20\d\d-?\d\d-?\d\d|(0[1-9]|1[0-2])([0-2]\d|3[01])|preview|latest|beta|exp|experimental)(?![a-z0-9])/g, '')
    .replaceAll(/[^a-z0-9]/g, '');
}

// What the id of a model says by itself.

/** White space, quotes, brackets, signs that a shell or a template reads, and all that is not ASCII, which can look like something else. */
const unusual = /[^!-~]|["'`{}\\<>$;|&()*?!]/;

/** Whether an id has characters that hardly any has: none of the 5,276 in a snapshot of models.dev. */
export function isUnusualId(id: string): boolean {
  return unusual.test(id);
}

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

// What the id of a model reveals.

/** Spaces, quotes, brackets, characters with a meaning in a shell or a template, and everything outside ASCII, which can look like something else. */
const unusual = /[^!-~]|["'`{}\\<>$;|&()*?!]/;

/** Whether an id has unusual characters. None of the 5,276 ids in a snapshot of models.dev has. */
export function isUnusualId(id: string): boolean {
  return unusual.test(id);
}

/**
 * An id without the parts that differ between releases and vendors of one model: the vendor, dates, stages, separators and case.
 * It is the same for `z-ai/GLM-4.6-20250930` and `glm-4-6`.
 */
export function bareId(id: string): string {
  return id
    .toLowerCase()
    .replace(/^.*\//, '')
    .replaceAll(/[-@._](20\d\d-?\d\d-?\d\d|(0[1-9]|1[0-2])([0-2]\d|3[01])|preview|latest|beta|exp|experimental)(?![a-z0-9])/g, '')
    .replaceAll(/[^a-z0-9]/g, '');
}

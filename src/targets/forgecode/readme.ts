import { render, type PatchEdit } from './api.js';
import type { ForgecodeView } from './view.js';

export const readmePath = 'README.md';

/** The block of the README's section on environment variables; none for a provider without an API key. */
export function readmeEdit(view: ForgecodeView): PatchEdit | undefined {
  if (view.options.readme === false || view.env === undefined) return undefined;
  const after = view.after.readme;
  return {
    kind: 'patch',
    path: readmePath,
    language: 'markdown',
    optional: true,
    steps: [
      {
        item: 'details',
        within: { details: 'Legacy Environment Variable Setup (Deprecated)' },
        key: view.name,
        unique: `${view.env}=`,
        text: readmeBlock(view),
        ...(after !== undefined && { after }),
        before: ['IO Intelligence'],
        label: 'README',
        field: '/auth',
      },
    ],
  };
}

/** The key, and every URL parameter that has to be given: the environment is read only when all of them are there. */
export function readmeBlock(view: ForgecodeView): string {
  const required = view.parameters.filter((parameter) => parameter.optional !== true && parameter.default === undefined);
  const lines = required.map(({ name, options }) => `${name}=${options?.[0] ?? `<your_${name.toLowerCase()}>`}`);
  const key = `${view.env}=<your_${view.id.replaceAll(/[^a-z0-9]/g, '_')}_api_key>`;
  return render('forgecode/readme.md', { name: view.name, lines: [...lines, key] });
}

import { render, type PatchEdit } from './api.js';
import type { ForgecodeView } from './view.js';

export const readmePath = 'README.md';

/** Adds a block to the README's section on environment variables; undefined for a provider without an API key. */
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

/** Sets the key and every required URL parameter: forgecode reads the environment only if all of them are set. */
export function readmeBlock(view: ForgecodeView): string {
  const required = view.parameters.filter((parameter) => parameter.optional !== true && parameter.default === undefined);
  const lines = required.map(({ name, options }) => `${name}=${options?.[0] ?? `<your_${name.toLowerCase()}>`}`);
  const key = `${view.env}=<your_${view.id.replaceAll(/[^a-z0-9]/g, '_')}_api_key>`;
  return render('forgecode/readme.md', { name: view.name, lines: [...lines, key] });
}

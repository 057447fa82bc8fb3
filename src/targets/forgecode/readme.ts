import { render, type PatchEdit } from './api.js';
import type { ForgecodeView } from './view.js';

export const readmePath = 'README.md';

/** The block of the README's section on environment variables; none for a provider without an API key. */
export function readmeEdit(host: ForgecodeView): PatchEdit | undefined {
  if (host.options.readme === false || host.env === undefined) return undefined;
  const after = host.after.readme;
  return {
    kind: 'patch',
    path: readmePath,
    language: 'markdown',
    optional: true,
    steps: [
      {
        item: 'details',
        within: { details: 'Legacy Environment Variable Setup (Deprecated)' },
        key: host.name,
        unique: `${host.env}=`,
        text: readmeBlock(host),
        ...(after !== undefined && { after }),
        before: ['IO Intelligence'],
        label: 'README',
        field: '/auth',
      },
    ],
  };
}

/** The key, and every URL parameter that has to be given: the environment is read only when all of them are there. */
export function readmeBlock(host: ForgecodeView): string {
  const required = host.parameters.filter((parameter) => parameter.optional !== true && parameter.default === undefined);
  const lines = required.map(({ name, options }) => `${name}=${options?.[0] ?? `<your_${name.toLowerCase()}>`}`);
  const key = `${host.env}=<your_${host.id.replaceAll(/[^a-z0-9]/g, '_')}_api_key>`;
  return render('forgecode/readme.md', { name: host.name, lines: [...lines, key] });
}

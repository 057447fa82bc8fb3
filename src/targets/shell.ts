import * as api from './api.js';

/** The variables are those that the SDKs of the vendors read; families/sdk-variables.ts says which. */
export default api.artifactTarget({
  id: 'shell',
  title: 'Shell',
  homepage: 'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html',
  remarks: [
    'A file for `. acme.sh` in any POSIX shell. Programs that use the SDK of OpenAI, Anthropic or Google then talk to the provider. All protocols of the provider that have variables are in it.',
    'When the variable of the key is not set, the shell says so and nothing is exported.',
    'For Messages, the SDK of Anthropic for Node sends the key of `ANTHROPIC_API_KEY` as `x-api-key` before 1.0, and that for Python before 2.0. Later ones send it as a bearer token.',
  ],
  ...api.sdkVariables,
  key: { reference: (env) => `\${${env}:?}` },
  paths: ['{id}.sh'],
  mappings: { name: api.providerName },
  endpointMappings: api.sdkVariableMappings,
  renderFiles: ({ endpoints, ...values }) => ({
    // Chat Completions and Responses have the same variables: the first endpoint counts.
    [`${values.id}.sh`]: api.renderFile('shell/exports.sh', {
      ...values,
      endpoints: (endpoints as { prefix: string }[]).filter(
        ({ prefix }, index, all) => all.findIndex((one) => one.prefix === prefix) === index,
      ),
    }),
  }),
});

import * as api from './api.js';

/** The variables are those that the SDKs of the vendors read; families/sdk-variables.ts says which. */
export default api.artifactTarget({
  id: 'shell',
  title: 'Shell',
  homepage: 'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html',
  remarks: [
    'A file for `. acme.sh` in any POSIX shell. Programs that use the SDK of OpenAI, Anthropic or Google then use the provider. It contains every protocol of the provider that has such variables.',
    'If the variable of the key is not set, the shell reports it and exports nothing.',
    "For Messages, Anthropic's SDK sends the key in `ANTHROPIC_API_KEY` as `x-api-key` before version 1.0 (Node) and 2.0 (Python). Later versions send it as a bearer token.",
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

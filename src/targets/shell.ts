import * as api from './api.js';

/** The vendor SDKs read these variables (families/sdk-variables.ts). */
export default api.artifactTarget({
  id: 'shell',
  title: 'Shell',
  homepage: 'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html',
  remarks: [
    'A file for `. acme.sh` in any POSIX shell. Programs that use the SDK of OpenAI, Anthropic or Google will use the provider. The file contains every protocol for which these SDKs have variables.',
    'If the variable of the key is not set, the shell reports it and exports nothing.',
    "For Messages, Anthropic's SDK sends the key in `ANTHROPIC_API_KEY` as `x-api-key` before version 1.0 (Node) and 2.0 (Python). Later versions send it as a bearer token.",
  ],
  ...api.sdkVariables,
  key: { reference: (env) => `\${${env}:?}` },
  paths: ['{id}.sh'],
  mappings: { name: api.providerName },
  endpointMappings: api.sdkVariableMappings,
  renderFiles: ({ endpoints, ...values }) => ({
    // Chat Completions and Responses share their variables, so the first endpoint wins.
    [`${values.id}.sh`]: api.renderFile('shell/exports.sh', {
      ...values,
      endpoints: (endpoints as { prefix: string }[]).filter(
        ({ prefix }, index, all) => all.findIndex((one) => one.prefix === prefix) === index,
      ),
    }),
  }),
});

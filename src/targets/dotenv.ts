import * as api from './api.js';

const isGemini = ({ protocolMapping }: api.AgentView): boolean => protocolMapping.name === 'GEMINI';
const isToken = ({ keyMembers }: api.AgentView): boolean => keyMembers['variable'] !== undefined;

function apiKey(variable: string, base: string): api.Part {
  return { at: [variable], value: api.apiKey(), choice: true, chosenBy: { at: [base], value: api.baseUrl } };
}

/** The vendor SDKs read these variables (families/sdk-variables.ts). */
export default api.configTarget({
  id: 'dotenv',
  title: '.env',
  homepage: 'https://www.dotenv.org',
  remarks: [
    'Programs that use the SDK of OpenAI, Anthropic or Google and read `.env` will use the provider. They use one provider at a time, so `apply` needs `--set-default`; `--into` names the folder.',
    'The file contains the key, because not every program that reads `.env` expands variables in it. Keep it out of version control.',
  ],
  inHome: false,
  files: { env: { format: 'dotenv', user: '.env', create: '' } },
  ...api.sdkVariables,
  ...api.singleProvider('a `.env`'),
  parts: [
    { at: ['GOOGLE_GEMINI_BASE_URL'], value: api.baseUrlFor('GEMINI'), choice: true, when: isGemini },
    { at: ['{protocol}_BASE_URL'], value: api.baseUrl, choice: true, when: (agent) => !isGemini(agent) },
    { ...apiKey('{protocol}_API_KEY', '{protocol}_BASE_URL'), when: (agent) => !isGemini(agent) && !isToken(agent) },
    { ...apiKey('ANTHROPIC_AUTH_TOKEN', '{protocol}_BASE_URL'), when: isToken },
    { ...apiKey('GEMINI_API_KEY', 'GOOGLE_GEMINI_BASE_URL'), when: isGemini },
    { at: ['{protocol}_MODEL'], value: api.defaultModel(), choice: true },
  ],
  notes: { key_header: { how: 'exact', why: 'through the name of the variable that holds the key' } },
});

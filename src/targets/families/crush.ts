// What crush.json and crushrc have in common.
import type { ConfigDefinition } from '../engine/config-definition.js';
import type { FieldMapping } from '../engine/field-mapping.js';

/** Keys, URLs and header values are expanded once more when a request is made; a backslash before `$`, a backquote or itself keeps it. */
export const crushForm: Pick<ConfigDefinition, 'wires' | 'key' | 'fills' | 'headers' | 'notes' | 'refuses'> = {
  wires: {
    'openai-chat': { as: 'openai-compat', appends: '/chat/completions' },
    'anthropic-messages': {
      as: 'anthropic',
      appends: '/v1/messages',
      sends: { 'x-api-key:': {}, 'Authorization: Bearer': { prefix: 'Bearer ' } },
    },
    'google-generative-ai': { as: 'google', appends: '/v1beta/models' },
  },
  key: { ref: (env) => `$${env}`, embeds: true },
  fills: (variable) => `\${${variable}}`,
  headers: {
    rewrites: /[\\$`]/,
    escape: (value) => value.replaceAll(/[\\$`]/g, String.raw`\$&`),
    unescape: (value) => value.replaceAll(/\\([\\$`])/g, '$1'),
  },
  refuses: ({ endpoint }) => (endpoint.url.includes('$') ? 'Crush would fill in what stands behind `$` in the URL, or run it' : undefined),
  notes: { 'models.reasoning_options': { how: 'dropped', why: 'given levels, Crush asks for the lowest by itself' } },
};

/** A key that begins with `Bearer ` goes into `Authorization` on Messages. */
export const crushKey: FieldMapping = {
  of: ['key', 'key_header'],
  write: ({ key, keyMembers }) => (key === undefined ? undefined : `${keyMembers['prefix'] ?? ''}${key}`),
  read(value, draft) {
    const text = typeof value === 'string' ? value : '';
    const [, prefix, env] = /^(Bearer )?\$(\w+)$/.exec(text) ?? [];
    if (env === undefined) draft.literalKey = text;
    else draft.env = env;
    if (prefix !== undefined) draft.keyMembers['prefix'] = prefix;
  },
};

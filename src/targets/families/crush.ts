// What the targets `crush` and `crushrc` share.
import type { ConfigDefinition } from '../engine/config-definition.js';
import type { FieldMapping } from '../engine/field-mapping.js';

/** Keys, URLs and header values are expanded with each request; a backslash escapes `$`, a backquote and itself. */
export const crushDefinition: Pick<ConfigDefinition, 'protocols' | 'key' | 'urlVariable' | 'headers' | 'notes' | 'refuses'> = {
  protocols: {
    'openai-chat': { name: 'openai-compat', appends: '/chat/completions' },
    'anthropic-messages': {
      name: 'anthropic',
      appends: '/v1/messages',
      keyHeaders: { 'x-api-key:': {}, 'Authorization: Bearer': { prefix: 'Bearer ' } },
    },
    'google-generative-ai': { name: 'google', appends: '/v1beta/models' },
  },
  key: { reference: (env) => `$${env}`, isEmbeddable: true },
  urlVariable: (variable) => `\${${variable}}`,
  headers: {
    alteredValues: /[\\$`]/,
    escaping: {
      escape: (value) => value.replaceAll(/[\\$`]/g, String.raw`\$&`),
      unescape: (value) => value.replaceAll(/\\([\\$`])/g, '$1'),
    },
  },
  refuses: ({ endpoint }) => (endpoint.url.includes('$') ? 'Crush would expand the text after `$` in the URL, or run it' : undefined),
  notes: { 'models.reasoning_options': { how: 'dropped', why: 'if the levels were listed, Crush would use the lowest by default' } },
};

/** On Messages, a key that begins with `Bearer ` is sent in `Authorization`. */
export const crushApiKey: FieldMapping = {
  fields: ['key', 'key_header'],
  write: ({ key, keyMembers }) => (key === undefined ? undefined : `${keyMembers['prefix'] ?? ''}${key}`),
  read(value, partial) {
    const text = typeof value === 'string' ? value : '';
    const [, prefix, env] = /^(Bearer )?\$(\w+)$/.exec(text) ?? [];
    if (env === undefined) partial.literalKey = text;
    else partial.env = env;
    if (prefix !== undefined) partial.keyMembers['prefix'] = prefix;
    return true;
  },
};

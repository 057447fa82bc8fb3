// The catalogs that may come with the package, and what tells a whole answer of one from any other.

/**
 * Those whose terms let the data be passed on: the MIT licence, with these lines in it (LICENSE of anomalyco/models.dev@f3fc6922, of
 * BerriAI/litellm@d1d13291 for all but its enterprise folder, of charmbracelet/catwalk@64dad50e). OpenRouter says nothing of its list.
 */
export const catalogs = {
  'models.dev': {
    copyright: 'Copyright (c) 2025 models.dev',
    licence: 'https://github.com/anomalyco/models.dev/blob/dev/LICENSE',
    // It had 147 providers with 5,276 models in summer 2026.
    least: { providers: 100, models: 3500 },
    providersIn: (body) => Object.keys(body).map((id) => ({ id })),
  },
  litellm: {
    copyright: 'Copyright (c) 2023 Berri AI',
    licence: 'https://github.com/BerriAI/litellm/blob/main/LICENSE',
    // It had 1.6 MB at 00035b69, which is some 2,000 models that write text: an estimate, so this is low.
    least: { providers: 40, models: 1200 },
    // It knows models that a spec has, so each provider has all those that it knows.
    providersIn(body) {
      const models = new Map();
      for (const [key, value] of Object.entries(body)) {
        const id = value?.litellm_provider;
        const known = models.get(id) ?? models.set(id, []).get(id);
        known.push({ id: key.startsWith(`${id}/`) ? key.slice(id.length + 1) : key });
      }
      return [...models].map(([id, list]) => ({ id, models: list }));
    },
  },
  catwalk: {
    copyright: 'Copyright (c) 2025 Charmbracelet, Inc',
    licence: 'https://github.com/charmbracelet/catwalk/blob/main/LICENSE',
    // It had 41 providers with 1,534 models in summer 2026.
    least: { providers: 28, models: 1000 },
    providersIn: (body) => body.map((entry) => ({ id: entry?.id })),
  },
};

/**
 * What is wrong with an answer; undefined when it is good. It is good when the source makes lists of it for as many providers and models as
 * `least` says, some two thirds of what there was. A catalog grows, and what is cut short, made for one account or an error has few or none.
 */
export function wrongWith({ least, providersIn }, source, body, normalize) {
  const ask = (spec) => source.translate([body], normalize({ ...anyProvider, ...spec }));
  const { problem } = ask({});
  if (problem !== undefined) return problem;
  const lists = providersIn(body)
    .filter(({ id }) => typeof id === 'string')
    .map((spec) => ask(spec).listing?.models.length ?? 0)
    .filter((count) => count > 0);
  const models = lists.reduce((sum, count) => sum + count, 0);
  if (lists.length >= least.providers && models >= least.models) return undefined;
  return `it has ${lists.length} providers with ${models} models, and a whole one has ${least.providers} with ${least.models} at least`;
}

const anyProvider = {
  schema: 'providersmith/1',
  id: 'any',
  name: 'Any',
  endpoints: [{ protocol: 'openai-chat', base_url: 'https://any.example/v1' }],
  auth: [{ type: 'none' }],
};

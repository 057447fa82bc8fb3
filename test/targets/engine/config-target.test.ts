// What a definition of files, places and mapping tables plans.
import { describe, expect, it } from 'vitest';
import type { MergeEdit } from '../../../src/core/edits.js';
import type { ProviderSpec } from '../../../src/spec/provider.js';
import type { ConfigDefinition } from '../../../src/targets/engine/config-definition.js';
import { configTarget } from '../../../src/targets/engine/config-target.js';
import { constant, flagWords, initialValue } from '../../../src/targets/engine/derived-mappings.js';
import { modelFlag, modelId, modelList, modelName, modelsById, requiredField } from '../../../src/targets/engine/model-mappings.js';
import {
  apiKey,
  baseUrl,
  headersObject,
  keyHeaderSwitch,
  protocolName,
  providerId,
  providerName,
  providerText,
} from '../../../src/targets/engine/provider-mappings.js';
import type { PlanOptions } from '../../../src/targets/engine/target.js';
import { plainAgent, providerWith } from '../../support/agent-views.js';

const entry = { at: ['provider', '{id}'], mappings: { name: providerName, url: baseUrl } };
const models = [{ id: 'acme/large', name: 'Large' }, { id: 'small' }];

const settings = { format: 'json', user: '.agent/settings.json', create: '{}\n' } as const;

function define(more: Partial<ConfigDefinition> = {}): ConfigDefinition {
  return { ...plainAgent, files: { settings }, parts: [entry], ...more };
}

function editsOf(more: Partial<ConfigDefinition>, spec: Partial<ProviderSpec> = {}, options: Partial<PlanOptions> = {}): MergeEdit[] {
  const plan = configTarget(define(more)).plan(providerWith(spec), { scope: 'user', setDefault: false, ...options });
  return plan.edits as MergeEdit[];
}

describe('the facts of a config target', () => {
  it('name the files of the home directory and of a project, and their other names', () => {
    const target = configTarget(
      define({
        files: {
          settings: { ...settings, project: 'agent.json', elsewhere: { user: ['.agent/settings.jsonc'] } },
          keys: { ...settings, user: '.agent/keys.json' },
        },
        commands: ['agent'],
        variantOf: 'agent-one',
      }),
    );
    expect(target).toMatchObject({
      kind: 'config',
      files: ['.agent/settings.json', '.agent/keys.json'],
      otherFiles: ['.agent/settings.jsonc'],
      projectFiles: ['agent.json'],
      inHome: true,
      commands: ['agent'],
      variantOf: 'agent-one',
      rules: {},
      accepts: { protocols: ['openai-chat'], auth: ['api_key', 'none'] },
    });
  });

  it('have no members that the definition does not give', () => {
    const target = configTarget(define({ inHome: false }));
    expect(['inHome', 'commands', 'variantOf'].filter((key) => key in target)).toEqual([]);
    expect([target.otherFiles, target.projectFiles]).toEqual([[], []]);
  });
});

describe('the entry of a plan', () => {
  it('has its place, value, format, new file, and the spec field of each value', () => {
    expect(editsOf({})).toEqual([
      {
        kind: 'merge',
        path: '.agent/settings.json',
        format: 'json',
        at: ['provider', 'acme'],
        value: { name: 'Acme', url: 'https://api.acme.example/v1' },
        newFile: { content: '{}\n' },
        fields: { '': '/id', name: '/name', url: '/endpoints/0/base_url' },
      },
    ]);
  });

  it('has no spec fields in an artifact, which is compared with nothing', () => {
    const { edits } = configTarget(define()).artifacts(providerWith(), { scope: 'user', setDefault: false });
    expect(edits).toHaveLength(1);
    expect(edits[0]).not.toHaveProperty('fields');
  });

  it('is empty if its table writes nothing', () => {
    expect(editsOf({ parts: [{ at: ['a'], mappings: { about: providerText('description') } }] })[0]!.value).toEqual({});
  });

  it('names the other paths of its file in the scope of the plan', () => {
    const file = { ...settings, project: '{id}.json', elsewhere: { project: ['.{id}.json'] } };
    expect(editsOf({ files: { file } }, {}, { scope: 'project' })[0]).toMatchObject({
      path: 'acme.json',
      newFile: { content: '{}\n', otherPaths: ['.acme.json'] },
    });
    expect(editsOf({ files: { file } })[0]!.newFile).toEqual({ content: '{}\n' });
  });

  it('is not planned in a project if its file is in the home directory only', () => {
    expect(editsOf({}, {}, { scope: 'project' })).toEqual([]);
  });

  it('is in the file that the part names, by default in the first', () => {
    const files = { settings, keys: { ...settings, user: '.agent/keys.json' } };
    expect(editsOf({ files, parts: [entry, { ...entry, file: 'keys' }] }).map(({ path }) => path)).toEqual([
      '.agent/settings.json',
      '.agent/keys.json',
    ]);
  });

  it('is planned only for the providers that the part is for', () => {
    expect(editsOf({ parts: [{ ...entry, when: ({ name }) => name === 'Acme' }] })).toHaveLength(1);
    expect(editsOf({ parts: [{ ...entry, when: ({ name }) => name !== 'Acme' }] })).toEqual([]);
  });

  it('has the layout and the identity of its part, and else neither', () => {
    expect(editsOf({ parts: [{ ...entry, inline: ['models'], identity: ['name'] }] })[0]).toMatchObject({
      layout: { inline: ['models'] },
      ownership: { kind: 'identity', members: ['name'] },
    });
    expect(Object.keys(editsOf({})[0]!)).not.toContain('ownership');
  });

  it('is not planned for a provider that the agent refuses', () => {
    const plan = configTarget(define()).plan(providerWith({ auth: [{ type: 'aws' }] as never }), { scope: 'user', setDefault: false });
    expect(plan.edits).toEqual([]);
    expect(plan.diagnostics.map(({ code }) => code)).toEqual(['target/not-accepted']);
  });
});

describe('the holes of paths and places', () => {
  it('have the values of the provider and the model', () => {
    const part = {
      at: ['{name}', '{url}', '{protocol}', { where: { id: '{model}', own: 'x' } }],
      each: 'model',
      mappings: { name: modelName },
    } as const;
    const file = { ...settings, user: '{id}/{spec}/{profile}.json' };
    const spec = { models, targets: { gptme: { id: 'acme_ai' } } };
    expect(editsOf({ files: { file }, parts: [part] }, spec).map(({ path, at }) => ({ path, at }))).toEqual(
      models.map(({ id }) => ({
        path: `acme_ai/acme/acme_ai-${id.replace('/', '-')}.json`,
        at: ['Acme', 'https://api.acme.example/v1', 'chat', { where: { id, own: 'x' } }],
      })),
    );
  });
});

describe('a part for each model', () => {
  const part = { at: ['models', '{model}'], each: 'model', mappings: { name: modelName, 'limit.context': 'limit.context' } } as const;

  it('is an edit for each model, with the spec fields of that model', () => {
    expect(editsOf({ parts: [part] }, { models }).map(({ at, value, fields }) => ({ at, value, fields }))).toEqual([
      {
        at: ['models', 'acme/large'],
        value: { name: 'Large' },
        fields: { '': '/models/0/id', name: '/models/0/name', 'limit.context': '/models/0/limit/context' },
      },
      {
        at: ['models', 'small'],
        value: { name: 'small' },
        fields: { '': '/models/1/id', name: '/models/1/name', 'limit.context': '/models/1/limit/context' },
      },
    ]);
  });

  it('is no edit without models', () => {
    expect(editsOf({ parts: [part] })).toEqual([]);
  });
});

describe('the default model of an agent', () => {
  const choice = { at: ['model'], value: providerText('default_model'), choice: true } as const;
  const spec = { models, default_model: 'small' };

  it('is planned only on request', () => {
    expect(editsOf({ parts: [choice] }, spec)).toEqual([]);
    expect(editsOf({ parts: [choice] }, spec, { setDefault: true })).toMatchObject([
      { at: ['model'], value: 'small', ownership: { kind: 'choice' }, fields: { '': '/default_model' } },
    ]);
  });

  it('is not planned if the spec names none', () => {
    expect(editsOf({ parts: [choice] }, { models }, { setDefault: true })).toEqual([]);
  });

  it('belongs to the provider that another setting names', () => {
    const decided = { ...choice, chosenBy: { at: ['provider', '{id}'], value: providerId } };
    expect(editsOf({ parts: [decided] }, spec, { setDefault: true })[0]!.ownership).toEqual({
      kind: 'choice',
      decidedBy: { at: ['provider', 'acme'], value: 'acme' },
    });
  });

  it('is planned always where it is a value, without an owner', () => {
    const [edit] = editsOf({ parts: [{ at: ['provider'], value: providerId }] });
    expect(edit).toMatchObject({ value: 'acme', fields: { '': '/id' } });
    expect(edit).not.toHaveProperty('ownership');
  });

  it('has the place of the id for a constant', () => {
    expect(editsOf({ parts: [{ at: ['version'], value: constant(1) }] })[0]!.fields).toEqual({ '': '/id' });
  });
});

describe('the spec fields of a plan', () => {
  it('are those of the endpoint and the login that the agent uses', () => {
    const spec: Partial<ProviderSpec> = {
      endpoints: [
        { protocol: 'anthropic-messages', base_url: 'https://api.acme.example' },
        { protocol: 'openai-chat', base_url: 'https://api.acme.example/v1' },
      ],
      auth: [{ type: 'google_adc' }, { type: 'api_key', env: 'ACME_API_KEY' }],
    };
    const mappings = { kind: protocolName, url: baseUrl, key: apiKey(), way: keyHeaderSwitch('way'), headers: headersObject };
    expect(editsOf({ parts: [{ at: [], mappings }] }, spec)[0]!.fields).toEqual({
      '': '/id',
      kind: '/endpoints/1/protocol',
      url: '/endpoints/1/base_url',
      key: '/auth/1',
      way: '/auth/1',
      headers: '/headers',
    });
  });

  it('are those of any model in a list, and of the whole object by id', () => {
    const list = modelList({ id: modelId, 'limit.context': 'limit.context' });
    const byId = modelsById({ name: modelName });
    expect(editsOf({ parts: [{ at: [], mappings: { list, byId } }] }, { models })[0]!.fields).toEqual({
      '': '/id',
      list: '/models',
      'list[].id': '/models/[]/id',
      'list[].limit.context': '/models/[]/limit/context',
      byId: '/models',
    });
  });
});

describe('how the values of a plan are merged', () => {
  const optionsOf = (
    mappings: ConfigDefinition['parts'][number] extends infer P ? (P extends { mappings: infer M } ? M : never) : never,
    key?: object,
  ) => editsOf({ parts: [{ at: [], mappings }], ...(key && { key }) }, { models })[0]!.options;

  it('is by default without options', () => {
    expect(editsOf({})[0]).not.toHaveProperty('options');
    expect(optionsOf({ models: modelList({ id: modelId }) })).toBeUndefined();
  });

  it('identifies the models of a list by the member that has their id', () => {
    expect(optionsOf({ models: modelList({ model: modelId }) })).toEqual({ idKeys: { models: 'model' } });
  });

  it('owns all keys of an object of models', () => {
    expect(optionsOf({ models: modelsById({ name: modelName }) })).toEqual({ ownedKeys: { models: 'all' } });
  });

  it('leaves the order of a list of words to the user', () => {
    const words = flagWords({ tools: modelFlag('tool_call') });
    expect(optionsOf({ models: modelList({ id: modelId, 'can.do': words }) })).toEqual({ unordered: ['do'] });
    const plain = { ...words, write: () => undefined };
    expect(optionsOf({ plain })).toEqual({ unordered: ['plain'] });
  });

  it('never compares a value that the agent or the user changes', () => {
    expect(optionsOf({ seen: initialValue(false), key: apiKey() }, {})).toEqual({ placeholders: ['seen', 'key'] });
  });

  it('compares the key of an agent that reads it from a variable', () => {
    expect(optionsOf({ key: apiKey() })).toBeUndefined();
  });

  it('never compares a value of the user that has a place of its own', () => {
    expect(editsOf({ key: {}, parts: [{ at: ['key'], value: apiKey() }] })[0]!.options).toEqual({ placeholders: [''] });
  });
});

it('a plan reports the values that it assumes, once for all models', () => {
  const mappings = { models: modelsById({ 'limit.context': requiredField('limit.context', 8192) }) };
  const target = configTarget(
    define({
      parts: [
        { at: [], mappings },
        { at: ['x'], each: 'model', value: requiredField('limit.output', 1) },
      ],
    }),
  );
  const plan = target.plan(providerWith({ models }), { scope: 'user', setDefault: false });
  expect(plan.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'target/assumed Agent requires `limit.context`, which is unknown: 8192 is written for acme/large, small',
    'target/assumed Agent requires `limit.output`, which is unknown: 1 is written for acme/large, small',
  ]);
});

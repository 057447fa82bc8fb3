// Lists of models: which shape one has, and which ids are in it.
import type { JsonValue } from '../core/edits.js';
import { isObject } from '../core/json-values.js';
import type { LiveModels } from '../spec/provider.js';
import { parsed } from './reading.js';
import type { Outcome } from './types.js';

export interface ModelList {
  readonly shape: LiveModels['shape'];
  readonly ids: readonly string[];
  /** The group that `ids` are of, where there are several. */
  readonly group?: string;
}

/** The list that an answer holds, when it does. */
export function listIn(outcome: Outcome, group?: string): ModelList | undefined {
  if ('failure' in outcome || outcome.status !== 200) return undefined;
  const value = parsed(outcome.body);
  if (!isObject(value)) return undefined;
  const data = entries(value['data'], 'id');
  if (data) return { shape: shapeOf(value['data'] as readonly JsonValue[]), ids: data };
  const names = entries(value['models'], 'name');
  if (names) {
    const isGoogle = names.every((name) => name.startsWith('models/'));
    return { shape: isGoogle ? 'google' : 'ollama', ids: names.map((name) => name.replace(/^models\//, '')) };
  }
  const groups = Object.entries(value).flatMap(([name, inner]) => {
    const ids = entries(inner, 'id');
    return ids ? [{ name, ids }] : [];
  });
  const chosen = groups.find(({ name }) => name === group) ?? groups[0];
  return chosen && groups.length > 1 ? { shape: 'cline-recommended', ids: chosen.ids, group: chosen.name } : undefined;
}

function shapeOf(data: readonly JsonValue[]): LiveModels['shape'] {
  const first = data.find(isObject) ?? {};
  if ('context_length' in first && 'pricing' in first) return 'openrouter';
  return first['type'] === 'model' && 'display_name' in first && !('object' in first) ? 'anthropic' : 'openai';
}

function entries(value: JsonValue | undefined, key: string): string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const ids = (value as readonly JsonValue[]).map((entry) => (isObject(entry) ? entry[key] : undefined));
  return ids.every((id) => typeof id === 'string') ? ids : undefined;
}

/** Models that do something else than chat, by the words that their makers put into ids. */
const notChat = /embed|whisper|tts|audio|image|dall-e|moderation|rerank|transcri|speech|video|guard|realtime/i;

/** The first model that is likely to chat. */
export function chatModel(ids: readonly string[]): string | undefined {
  return ids.find((id) => !notChat.test(id)) ?? ids[0];
}

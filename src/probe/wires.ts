// How each protocol asks and answers, as far as a probe looks.
import type { JsonValue } from '../core/edits.js';
import { isObject, type JsonObject } from '../core/json-values.js';
import type { Protocol } from '../spec/provider.js';
import { mostTokens, type Reading } from './types.js';

/** The protocols that a probe speaks. Bedrock signs each request, and no header carries its key; `ai-sdk` is whatever a package speaks. */
export type Spoken = Exclude<Protocol, 'bedrock-converse' | 'ai-sdk'>;

export interface RequestOptions {
  /** Absent: nothing is said of it. */
  readonly stream?: boolean;
  /** The member that limits the output. */
  readonly limit: string;
  readonly tools?: true;
  readonly image?: true;
  /** The member that asks for reasoning. */
  readonly reasoning?: 'reasoning_effort' | 'reasoning' | 'thinking';
}

/** What is seen of an answer in one protocol, and nothing of what the wire puts around it. */
export type Parts = Pick<Reading, 'model' | 'hasCall' | 'reasoning' | 'isCut'>;

interface Wire {
  readonly title: string;
  /** The members that limit the output, the usual one first. */
  readonly limits: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  body(model: string, options: RequestOptions): Record<string, JsonValue>;
  /** Whether a value is a whole answer. */
  isAnswer(value: JsonObject): boolean;
  /** Whether a value is an event of a stream. */
  isEvent(value: JsonObject): boolean;
  /** Reads a whole answer, or the events of one. */
  parts(values: readonly JsonObject[]): Parts;
}

/** Long enough an answer to reach the limit, so that it is seen whether the limit is taken. */
const prompt = 'Count from 1 to 30, one number a line.';
const toolPrompt = 'What is the time? Use the tool.';
/** A PNG of one white pixel. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC';
const parameters = { type: 'object', properties: {} };
const tool = { name: 'get_time', description: 'Tells the time.' };

/** The members of the reasoning text of chat completions that a spec can name. */
const reasoningFields = ['reasoning_content', 'reasoning', 'reasoning_details'] as const;

const textOf = ({ tools }: RequestOptions): string => (tools ? toolPrompt : prompt);
const streamOf = ({ stream }: RequestOptions): Record<string, JsonValue> => (stream === undefined ? {} : { stream });

function reasoningOf({ reasoning }: RequestOptions): Record<string, JsonValue> {
  if (reasoning === undefined) return {};
  if (reasoning === 'thinking') return { thinking: { type: 'enabled' } };
  return reasoning === 'reasoning' ? { reasoning: { effort: 'low' } } : { reasoning_effort: 'low' };
}

export const wires: Readonly<Record<Spoken, Wire>> = {
  // platform.openai.com/docs/api-reference/chat
  'openai-chat': {
    title: 'OpenAI Chat Completions',
    limits: ['max_tokens', 'max_completion_tokens'],
    headers: {},
    body: (model, options) => ({
      model,
      messages: [
        {
          role: 'user',
          content: options.image
            ? [
                { type: 'text', text: prompt },
                { type: 'image_url', image_url: { url: `data:image/png;base64,${png}` } },
              ]
            : textOf(options),
        },
      ],
      [options.limit]: mostTokens,
      ...streamOf(options),
      ...reasoningOf(options),
      ...(options.tools && { tools: [{ type: 'function', function: { ...tool, parameters } }] }),
    }),
    isAnswer: ({ choices }) => Array.isArray(choices) && choices.some((choice) => isObject(choice) && isObject(choice['message'])),
    isEvent: ({ choices }) => Array.isArray(choices),
    parts(values) {
      const choices = values.flatMap(({ choices: own }) => elements(own)).filter(isObject);
      const messages = choices.flatMap(({ message, delta }) => [message, delta]).filter(isObject);
      return {
        ...modelIn(values, 'model'),
        hasCall: messages.some(({ tool_calls }) => elements(tool_calls).length > 0),
        reasoning: reasoningFields.filter((field) => messages.some((message) => isFilled(message[field]))),
        isCut: choices.some(({ finish_reason }) => finish_reason === 'length'),
      };
    },
  },
  // platform.openai.com/docs/api-reference/responses
  'openai-responses': {
    title: 'OpenAI Responses',
    limits: ['max_output_tokens'],
    headers: {},
    body: (model, options) => ({
      model,
      input: options.image
        ? [
            {
              role: 'user',
              content: [
                { type: 'input_text', text: prompt },
                { type: 'input_image', image_url: `data:image/png;base64,${png}` },
              ],
            },
          ]
        : textOf(options),
      [options.limit]: mostTokens,
      ...streamOf(options),
      ...(options.reasoning && { reasoning: { effort: 'low' } }),
      ...(options.tools && { tools: [{ type: 'function', ...tool, parameters }] }),
    }),
    isAnswer: ({ object, output }) => object === 'response' && Array.isArray(output),
    isEvent: ({ type }) => typeof type === 'string' && type.startsWith('response.'),
    parts(values) {
      const whole = values.map((value) => (isObject(value['response']) ? value['response'] : value));
      const items = [...whole.flatMap(({ output }) => elements(output)), ...values.map(({ item }) => item ?? null)].filter(isObject);
      return {
        ...modelIn(whole, 'model'),
        hasCall: items.some(({ type }) => type === 'function_call'),
        reasoning: items.some(({ type }) => type === 'reasoning') ? ['output[].reasoning'] : [],
        isCut: whole.some(({ incomplete_details: why }) => isObject(why) && why['reason'] === 'max_output_tokens'),
      };
    },
  },
  // docs.anthropic.com/en/api/messages
  'anthropic-messages': {
    title: 'Anthropic Messages',
    limits: ['max_tokens'],
    headers: { 'anthropic-version': '2023-06-01' },
    body: (model, options) => ({
      model,
      messages: [
        {
          role: 'user',
          content: options.image
            ? [
                { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png } },
                { type: 'text', text: prompt },
              ]
            : textOf(options),
        },
      ],
      [options.limit]: mostTokens,
      ...streamOf(options),
      ...(options.tools && { tools: [{ ...tool, input_schema: parameters }] }),
    }),
    isAnswer: ({ type, content }) => type === 'message' && Array.isArray(content),
    isEvent: ({ type }) => typeof type === 'string' && /^(message|content_block)_/.test(type),
    parts(values) {
      const messages = values.map((value) => (isObject(value['message']) ? value['message'] : value));
      const blocks = [
        ...messages.flatMap(({ content }) => elements(content)),
        ...values.flatMap(({ content_block, delta }) => [content_block ?? null, delta ?? null]),
      ].filter(isObject);
      const ends = [...messages, ...blocks];
      return {
        ...modelIn(messages, 'model'),
        hasCall: blocks.some(({ type }) => type === 'tool_use'),
        reasoning: blocks.some(({ type }) => type === 'thinking') ? ['content[].thinking'] : [],
        isCut: ends.some(({ stop_reason }) => stop_reason === 'max_tokens'),
      };
    },
  },
  // ai.google.dev/api/generate-content
  'google-generative-ai': {
    title: 'Google Gemini',
    limits: ['generationConfig.maxOutputTokens'],
    headers: {},
    body: (_, options) => ({
      contents: [
        {
          role: 'user',
          parts: [{ text: textOf(options) }, ...(options.image ? [{ inlineData: { mimeType: 'image/png', data: png } }] : [])],
        },
      ],
      generationConfig: { maxOutputTokens: mostTokens },
      ...(options.tools && { tools: [{ functionDeclarations: [tool] }] }),
    }),
    isAnswer: ({ candidates }) => Array.isArray(candidates),
    isEvent: ({ candidates }) => Array.isArray(candidates),
    parts(values) {
      const candidates = values.flatMap(({ candidates: own }) => elements(own)).filter(isObject);
      const parts = candidates.flatMap(({ content }) => (isObject(content) ? elements(content['parts']) : [])).filter(isObject);
      return {
        ...modelIn(values, 'modelVersion'),
        hasCall: parts.some(({ functionCall }) => isObject(functionCall)),
        reasoning: parts.some(({ thought }) => thought === true) ? ['parts[].thought'] : [],
        isCut: candidates.some(({ finishReason }) => finishReason === 'MAX_TOKENS'),
      };
    },
  },
};

function elements(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

function isFilled(value: JsonValue | undefined): boolean {
  return typeof value === 'string' ? value !== '' : elements(value).length > 0;
}

function modelIn(values: readonly JsonObject[], member: string): { model?: string } {
  const model = values.map((value) => value[member]).find((value) => typeof value === 'string' && value !== '');
  return typeof model === 'string' ? { model } : {};
}

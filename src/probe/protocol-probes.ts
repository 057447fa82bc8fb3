// The requests and responses of each protocol, as far as a probe needs them.
import type { JsonValue } from '../core/edits.js';
import { isObject, type JsonObject } from '../core/json-values.js';
import type { Protocol } from '../spec/provider.js';
import { mostTokens, type ProtocolAnswer } from './types.js';

/** The protocols that a probe speaks. Bedrock signs its requests, and only an npm package knows the protocol of `ai-sdk`. */
export type ProbedProtocol = Exclude<Protocol, 'bedrock-converse' | 'ai-sdk'>;

export interface RequestOptions {
  /** Absent: the request does not mention it. */
  readonly stream?: boolean;
  /** The member that limits the output. */
  readonly limit: string;
  readonly tools?: true;
  readonly image?: true;
  /** The member that asks for reasoning. */
  readonly reasoning?: 'reasoning_effort' | 'reasoning' | 'thinking';
}

/** What a body says, without how it was transferred. */
export type AnswerContent = Pick<ProtocolAnswer, 'model' | 'hasCall' | 'reasoning' | 'isCut'>;

interface ProtocolProbe {
  readonly title: string;
  /** The members that limit the output, the usual one first. */
  readonly limits: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: (model: string, options: RequestOptions) => Record<string, JsonValue>;
  /** Whether a body is a whole answer. */
  readonly isAnswer: (body: JsonObject) => boolean;
  /** Whether the data of an event belongs to an answer. */
  readonly isEvent: (data: JsonObject) => boolean;
  /** @param parts a whole answer, or the data of its events */
  readonly readAnswer: (parts: readonly JsonObject[]) => AnswerContent;
}

/** The answer is longer than the limit, which shows whether the server applies it. */
const prompt = 'Count from 1 to 30, one number a line.';
const toolPrompt = 'What is the time? Use the tool.';
/** A PNG of one white pixel. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC';
const parameters = { type: 'object', properties: {} };
const tool = { name: 'get_time', description: 'Tells the time.' };

/** The members for reasoning in Chat Completions that a spec can name. */
const reasoningFields = ['reasoning_content', 'reasoning', 'reasoning_details'] as const;

const promptFor = ({ tools }: RequestOptions): string => (tools ? toolPrompt : prompt);
const streamMember = ({ stream }: RequestOptions): Record<string, JsonValue> => (stream === undefined ? {} : { stream });

function reasoningMember({ reasoning }: RequestOptions): Record<string, JsonValue> {
  if (reasoning === undefined) return {};
  if (reasoning === 'thinking') return { thinking: { type: 'enabled' } };
  return reasoning === 'reasoning' ? { reasoning: { effort: 'low' } } : { reasoning_effort: 'low' };
}

export const protocolProbes: Readonly<Record<ProbedProtocol, ProtocolProbe>> = {
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
            : promptFor(options),
        },
      ],
      [options.limit]: mostTokens,
      ...streamMember(options),
      ...reasoningMember(options),
      ...(options.tools && { tools: [{ type: 'function', function: { ...tool, parameters } }] }),
    }),
    isAnswer: ({ choices }) => Array.isArray(choices) && choices.some((choice) => isObject(choice) && isObject(choice['message'])),
    isEvent: ({ choices }) => Array.isArray(choices),
    readAnswer(parts) {
      const choices = parts.flatMap(({ choices: own }) => elements(own)).filter(isObject);
      const messages = choices.flatMap(({ message, delta }) => [message, delta]).filter(isObject);
      return {
        ...findModel(parts, 'model'),
        hasCall: messages.some(({ tool_calls }) => elements(tool_calls).length > 0),
        reasoning: reasoningFields.filter((field) => messages.some((message) => isNotEmpty(message[field]))),
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
        : promptFor(options),
      [options.limit]: mostTokens,
      ...streamMember(options),
      ...(options.reasoning && { reasoning: { effort: 'low' } }),
      ...(options.tools && { tools: [{ type: 'function', ...tool, parameters }] }),
    }),
    isAnswer: ({ object, output }) => object === 'response' && Array.isArray(output),
    isEvent: ({ type }) => typeof type === 'string' && type.startsWith('response.'),
    readAnswer(parts) {
      const whole = parts.map((value) => (isObject(value['response']) ? value['response'] : value));
      const items = [...whole.flatMap(({ output }) => elements(output)), ...parts.map(({ item }) => item ?? null)].filter(isObject);
      return {
        ...findModel(whole, 'model'),
        hasCall: items.some(({ type }) => type === 'function_call'),
        reasoning: items.some(({ type }) => type === 'reasoning') ? ['output[].reasoning'] : [],
        isCut: whole.some(({ incomplete_details: details }) => isObject(details) && details['reason'] === 'max_output_tokens'),
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
            : promptFor(options),
        },
      ],
      [options.limit]: mostTokens,
      ...streamMember(options),
      ...(options.tools && { tools: [{ ...tool, input_schema: parameters }] }),
    }),
    isAnswer: ({ type, content }) => type === 'message' && Array.isArray(content),
    isEvent: ({ type }) => typeof type === 'string' && /^(message|content_block)_/.test(type),
    readAnswer(parts) {
      const messages = parts.map((value) => (isObject(value['message']) ? value['message'] : value));
      const blocks = [
        ...messages.flatMap(({ content }) => elements(content)),
        ...parts.flatMap(({ content_block, delta }) => [content_block ?? null, delta ?? null]),
      ].filter(isObject);
      const ends = [...messages, ...blocks];
      return {
        ...findModel(messages, 'model'),
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
          parts: [{ text: promptFor(options) }, ...(options.image ? [{ inlineData: { mimeType: 'image/png', data: png } }] : [])],
        },
      ],
      generationConfig: { maxOutputTokens: mostTokens },
      ...(options.tools && { tools: [{ functionDeclarations: [tool] }] }),
    }),
    isAnswer: ({ candidates }) => Array.isArray(candidates),
    isEvent: ({ candidates }) => Array.isArray(candidates),
    readAnswer(parts) {
      const candidates = parts.flatMap(({ candidates: own }) => elements(own)).filter(isObject);
      const contents = candidates.flatMap(({ content }) => (isObject(content) ? elements(content['parts']) : [])).filter(isObject);
      return {
        ...findModel(parts, 'modelVersion'),
        hasCall: contents.some(({ functionCall }) => isObject(functionCall)),
        reasoning: contents.some(({ thought }) => thought === true) ? ['parts[].thought'] : [],
        isCut: candidates.some(({ finishReason }) => finishReason === 'MAX_TOKENS'),
      };
    },
  },
};

function elements(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

function isNotEmpty(value: JsonValue | undefined): boolean {
  return typeof value === 'string' ? value !== '' : elements(value).length > 0;
}

function findModel(parts: readonly JsonObject[], member: string): { model?: string } {
  const model = parts.map((part) => part[member]).find((value) => typeof value === 'string' && value !== '');
  return typeof model === 'string' ? { model } : {};
}

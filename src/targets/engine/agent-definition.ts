// The definition of an agent, and a provider resolved for it.
import type { Auth, Endpoint, Model, Protocol, Provider } from '../../spec/provider.js';
import type { PlanOptions } from './target.js';

/** How an agent speaks one protocol. */
export interface ProtocolMapping {
  /** What the agent calls the protocol in its file; for `ai-sdk`, the npm package. */
  readonly name: string;
  /** Distinguishes protocols with the same name. A mapping of the target writes and reads it. */
  readonly variant?: string;
  /** What the agent appends to the base URL of its file; empty if the file has the whole URL. A Google path ends in the model and its method. */
  readonly appends: string;
  /** What it appends for some providers instead; `refuses` decides for which. */
  readonly alsoAppends?: string;
  /**
   * By each way in which the agent can send the key (`x-api-key:`, `Authorization: Bearer`), what its file needs for that way; `any` if the
   * file holds the header itself. By default, the usual way of the protocol.
   */
  readonly keyHeaders?: 'any' | Readonly<Record<string, KeyMembers>>;
}

/** Members of a file that decide in which header the key is sent. */
export type KeyMembers = Readonly<Record<string, string | boolean>>;

/** How an agent gets the key. Without any of these, its file holds the key itself. */
export interface KeyMapping {
  /** The text in the file that references a variable. */
  readonly reference?: (env: string) => string;
  /** Whether that text may be part of a longer text. */
  readonly isEmbeddable?: boolean;
  /** What to write for a provider that needs no key, if the agent requires one. */
  readonly keylessValue?: string;
  /** How the user stores the key, if the agent keeps it outside its file. */
  readonly howToStore?: (id: string, env: string) => string;
  /** The name that an entry must have for the agent to read this variable, if it derives one from the other. */
  readonly entryNameFor?: (env: string) => string | undefined;
  /** The inverse of `entryNameFor`: the variable that the agent reads for an entry. */
  readonly variableFor?: (name: string) => string;
}

/** How an agent changes the headers of a provider. */
export interface HeaderMapping {
  /** Values that the agent would not send as they are, for example because it expands variables. */
  readonly alteredValues?: RegExp;
  /** How to write such a value so that it arrives unchanged. Without it, such a value is refused. */
  readonly escaping?: {
    /** @returns undefined if this value cannot be escaped */
    readonly escape: (value: string) => string | undefined;
    /** The inverse of `escape`. */
    readonly unescape: (value: string) => string;
  };
  /** Names of headers that the agent sets itself or does not send. */
  readonly unsentNames?: RegExp;
}

export interface AgentDefinition {
  readonly id: string;
  readonly title: string;
  /** The protocols that the agent speaks. */
  readonly protocols: Readonly<Partial<Record<Protocol, ProtocolMapping>>>;
  readonly key?: KeyMapping;
  /** `none` if the agent sends no headers of a provider. By default it sends all of them unchanged. */
  readonly headers?: HeaderMapping | 'none';
  /** The text that references a variable in a URL, if the agent expands variables there. */
  readonly urlVariable?: (variable: string) => string;
  /** Login methods other than a key that the agent has for some providers; `refuses` decides for which. */
  readonly logins?: readonly Auth['type'][];
  /** What the id of an entry must look like; by default any id is valid. */
  readonly idPattern?: RegExp;
  /** Why the agent cannot use a provider, for reasons that only this agent has. */
  readonly refuses?: (agent: AgentView) => string | undefined;
}

/** A provider resolved for one agent. */
export interface AgentView {
  readonly provider: Provider;
  readonly options: PlanOptions;
  /** The id of the provider's entry in the file of the agent. */
  readonly id: string;
  readonly name: string;
  readonly protocol: Protocol;
  readonly endpoint: Endpoint;
  readonly protocolMapping: ProtocolMapping;
  readonly baseUrl: string;
  /** What the agent appends to it. */
  readonly appended: string;
  readonly login: Auth['type'];
  /** The text of the key in the file: a reference or a placeholder; undefined for a provider without a key. */
  readonly key: string | undefined;
  /** The variable of the key. */
  readonly env: string | undefined;
  /** Whether `key` is a placeholder that the user replaces. */
  readonly isKeyPlaceholder: boolean;
  /** What the file needs so that the key is sent in the right header. */
  readonly keyMembers: KeyMembers;
  readonly headers: Readonly<Record<string, string>>;
  readonly models: readonly Model[];
}

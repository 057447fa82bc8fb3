// The documented forms of keys and tokens. Public client ids have none of them.
const secretForms = [
  /\bsk[-_](?:[a-z0-9]+[-_])*[A-Za-z0-9]{16,}/g, // OpenAI, Anthropic, OpenRouter, DeepSeek, Stripe, Cline
  /\bAIza[0-9A-Za-z_-]{30,}/g, // Google
  /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,})/g, // GitHub
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g, // AWS
  /\b(?:xai|nvapi|gsk|hf|fw|pplx|csk|r8|tgp|glpat|npm)[-_][A-Za-z0-9_-]{20,}/g, // xAI, NVIDIA, Groq, Hugging Face, …
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/g, // Slack
  /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]*)?/g, // JSON Web Token
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/g,
  /\b[Bb]earer [A-Za-z0-9._~+/-]{16,}=*/g, // RFC 6750
];

/** The beginnings of all forms. Most texts contain none, so that one test is enough for them. */
const beginnings =
  /sk[-_]|AIza|gh[pousr]_|github_pat_|AKIA|ASIA|(?:xai|nvapi|gsk|hf|fw|pplx|csk|r8|tgp|glpat|npm)[-_]|xox|eyJ|BEGIN|[Bb]earer /;

/** A user name and password in a URL. The rules about URLs report them. */
const credentialsInUrl = /(?<=:\/\/)[^\s/@"']*:[^\s/@"']*(?=@)/g;

/** The first key or token in a text, by its form. */
export function findSecret(text: string): string | undefined {
  if (!beginnings.test(text)) return undefined;
  for (const form of secretForms) {
    const found = text.match(form)?.[0];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Replaces keys and tokens by asterisks of the same length, which keeps columns. */
export function redactSecrets(text: string): string {
  return [...secretForms, credentialsInUrl].reduce((current, form) => current.replace(form, (secret) => '*'.repeat(secret.length)), text);
}

/** Whether the name of a variable looks like a key: long, lower case letters and digits. */
export function isKeyForName(name: string): boolean {
  return /^(?=.*\d)(?=.*[a-z])[A-Za-z0-9]{20,}$/.test(name);
}

/** Whether the field of a pointer contains the name of an environment variable. */
export function isVariable(field: string): boolean {
  return /\/(env|region_env|env_aliases\/\d+)$/.test(field);
}

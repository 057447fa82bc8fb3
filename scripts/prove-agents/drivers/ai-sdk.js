// node driver.js <provider> <model> <prompt>: one answer as a whole, then one as a stream.
import { generateText, streamText } from 'ai';

const [provider, id, prompt] = process.argv.slice(2);
const { languageModel } = await import(`./${provider}.ts`);
const model = languageModel(id);

const { text } = await generateText({ model, prompt, maxRetries: 0 });
const onError = ({ error }) => console.error(error);
const streamed = await streamText({ model, prompt, maxRetries: 0, onError }).text;
if (streamed !== text) throw new Error(`the stream said ${streamed}, not ${text}`);
console.log(text);

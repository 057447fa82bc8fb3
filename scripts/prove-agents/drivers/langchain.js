// node driver.js <provider> <model> <prompt>: one answer as a whole, then one as a stream.
const [provider, id, prompt] = process.argv.slice(2);
const { chatModel } = await import(`./${provider}.ts`);
const model = chatModel(id);

const { text } = await model.invoke(prompt);
let streamed = '';
for await (const chunk of await model.stream(prompt)) streamed += chunk.text;
if (streamed !== text) throw new Error(`the stream said ${streamed}, not ${text}`);
console.log(text);

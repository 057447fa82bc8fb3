// node driver.js <protocol> <prompt>: the SDK of the protocol, with what it reads from the environment and nothing else.
import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';

const [protocol, prompt] = process.argv.slice(2);
const { OPENAI_MODEL, ANTHROPIC_MODEL, GEMINI_MODEL } = process.env;
const messages = [{ role: 'user', content: prompt }];

const asks = {
  async 'openai-chat'() {
    const answer = await new OpenAI().chat.completions.create({ model: OPENAI_MODEL, messages });
    return answer.choices[0].message.content;
  },
  async 'openai-responses'() {
    const answer = await new OpenAI().responses.create({ model: OPENAI_MODEL, input: prompt });
    return answer.output_text;
  },
  async 'anthropic-messages'() {
    const answer = await new Anthropic().messages.create({ model: ANTHROPIC_MODEL, max_tokens: 1024, messages });
    return answer.content[0].text;
  },
  async 'google-generative-ai'() {
    const answer = await new GoogleGenAI({}).models.generateContent({ model: GEMINI_MODEL, contents: prompt });
    return answer.text;
  },
};

console.log(await asks[protocol]());

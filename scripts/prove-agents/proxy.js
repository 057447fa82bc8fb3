// node scripts/prove-agents/proxy.js <port> <model> <prompt> -- <command…>: starts a proxy of models, asks it once when it listens, and
// prints what it answers.
import { spawn } from 'node:child_process';
import { setTimeout as after } from 'node:timers/promises';

const [port, model, prompt, , command, ...args] = process.argv.slice(2);
const proxy = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
proxy.on('exit', (code) => process.exit(code ?? 1));

async function ask() {
  const body = JSON.stringify({ model, messages: [{ role: 'user', content: prompt }] });
  const url = `http://127.0.0.1:${port}/v1/chat/completions`;
  for (;;) {
    try {
      const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      return { ok: response.ok, text: await response.text() };
    } catch (error) {
      if (error.cause?.code !== 'ECONNREFUSED') throw error;
      await after(200);
    }
  }
}

const { ok, text } = await ask();
console.log(text);
proxy.removeAllListeners('exit');
proxy.kill();
process.exitCode = ok ? 0 : 1;

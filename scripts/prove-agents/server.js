// node scripts/prove-agents/server.js <port> <log> [-- <command…>]: a model provider on loopback that records each request as a line
// of JSON in the log. With a command it serves only while that runs, and exits as that does.
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { answerTo } from './answers.js';

const decoders = { gzip: gunzipSync, deflate: inflateSync, br: brotliDecompressSync };

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const text = (decoders[request.headers['content-encoding']]?.(bytes) ?? bytes).toString('utf8');
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

const line = ({ event, data }) =>
  `${event === undefined ? '' : `event: ${event}\n`}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;

/**
 * A server that speaks every protocol under every prefix, and has the file `catalog` as its `/api.json`, if there is one. `record` gets
 * `{ method, path, headers, body }` of each request, `path` with its query.
 */
export function modelServer(record, catalog) {
  const answerRequest = async (request, response) => {
    const body = await bodyOf(request);
    record({ method: request.method, path: request.url, headers: request.headers, body });
    const isFile = request.method === 'GET' && request.url === '/api.json' && existsSync(catalog);
    const answer = isFile ? { status: 200, body: JSON.parse(readFileSync(catalog, 'utf8')) } : answerTo(request.method, request.url, body);
    const isStream = answer.events !== undefined;
    response.writeHead(answer.status, { 'content-type': isStream ? 'text/event-stream' : 'application/json' });
    response.end(isStream ? answer.events.map(line).join('') : JSON.stringify(answer.body));
  };
  return createServer((request, response) => void answerRequest(request, response));
}

function serve(port, log, command) {
  writeFileSync(log, '');
  const server = modelServer((request) => appendFileSync(log, `${JSON.stringify(request)}\n`), join(dirname(log), 'api.json'));
  server.listen(Number(port), '127.0.0.1', () => {
    if (command.length === 0) return;
    const child = spawn(command[0], command.slice(1), { stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', (error) => {
      console.error(error.message);
      process.exit(127);
    });
    child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [port, log, separator, ...command] = process.argv.slice(2);
  if (port === undefined || log === undefined || (separator ?? '--') !== '--') {
    console.error('usage: node scripts/prove-agents/server.js <port> <log> [-- <command…>]');
    process.exit(2);
  }
  serve(port, log, command);
}

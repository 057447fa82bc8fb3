// A server on this machine that misbehaves.
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createRawServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';

/** Answers one request. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

export interface FaultyServer {
  /** `http://127.0.0.1:<port>`, or https. */
  readonly origin: string;
  readonly port: number;
  /** The requests so far. */
  readonly seen: readonly Seen[];
  /** The highest number of concurrent requests. */
  readonly mostAtOnce: () => number;
  /** The bytes sent over all connections. */
  readonly sent: () => number;
}

/** A list of models in the form of many servers. */
export const goodBody = JSON.stringify({ data: [{ id: 'acme/small' }, { id: 'acme/größe-λ' }] });

/** A response with a valid body. */
export const good = answer(200, goodBody, { 'content-type': 'application/json' });

export function answer(status: number, body: string | Buffer = '', headers: Record<string, string> = {}): Behaviour {
  return (_, response) => response.writeHead(status, headers).end(body);
}

export function redirect(location: string, status = 302): Behaviour {
  return answer(status, '', { location });
}

/** A valid body, or 304 for a request with its entity tag. */
export function tagged(etag: string, body = goodBody): Behaviour {
  return (request, response) => {
    if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(200, { etag }).end(body);
  };
}

/** Answers with one behaviour after the other, and repeats the last. */
export function inOrder(...behaviours: readonly Behaviour[]): Behaviour {
  let next = 0;
  return (request, response) => behaviours[Math.min(next++, behaviours.length - 1)]!(request, response);
}

const fastest = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const zeros = Buffer.alloc(1024 * 1024);
const latin1 = Buffer.from('{"data":[{"id":"größe"}]}', 'latin1');
const json = (body: string | Buffer, headers: Record<string, string> = {}): Behaviour =>
  answer(200, body, { 'content-type': 'application/json', ...headers });

/** Faults of a server, by name. Each has the status 200, if any. */
export const faults = {
  'no answer': () => {},
  'cut before the answer': (request) => request.socket.resetAndDestroy(),
  'closed before the answer': (request) => request.socket.destroy(),
  'stops in the body': (_, response) => void response.writeHead(200).write('{"data":['),
  'cut in the body': (_, response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('{"data":[', () => response.socket?.resetAndDestroy());
  },
  'less than it says': (_, response) => {
    response.writeHead(200, { 'content-length': '1000' }).write(goodBody, () => response.socket?.end());
  },
  'chunks without an end': (_, response) => response.writeHead(200).write(goodBody, () => response.socket?.end()) && undefined,
  'half a gzip': json(gzipSync(goodBody).subarray(0, 30), { 'content-encoding': 'gzip' }),
  'half a brotli': json(brotliCompressSync(goodBody).subarray(0, 20), { 'content-encoding': 'br' }),
  'gzip that is none': json(goodBody, { 'content-encoding': 'gzip' }),
  'brotli that is none': json('hello world, this is not', { 'content-encoding': 'br' }),
  'an unknown encoding': json(goodBody, { 'content-encoding': 'constructor' }),
  html: answer(200, '<!doctype html>\n<title>Sign in</title>', { 'content-type': 'text/html' }),
  'html that says it is json': json('\n <html></html>'),
  empty: json(''),
  'white space': json(' \n'),
  'half a document': json(goodBody.slice(0, 20)),
  'not json': json('data: {}'),
  'another charset': json(latin1, { 'content-type': 'application/json; charset=iso-8859-1' }),
  'invalid utf-8': json(latin1),
  'utf-16': json(Buffer.from(goodBody, 'utf16le'), { 'content-type': 'application/json; charset=utf-16le' }),
  '100 MB': (_, response) => pour(response, 100, zeros),
  'says 100 MB': (_, response) => {
    response.writeHead(200, { 'content-length': String(100 * zeros.length) });
    pour(response, 100, zeros);
  },
  // Compressed on request, since it takes a moment.
  'gzip bomb': (...exchange) => json(gzipSync(Buffer.alloc(50 * zeros.length), { level: 1 }), { 'content-encoding': 'gzip' })(...exchange),
  'brotli bomb': (...exchange) =>
    json(brotliCompressSync(Buffer.alloc(50 * zeros.length), fastest), { 'content-encoding': 'br' })(...exchange),
} as const satisfies Record<string, Behaviour>;

/** Writes as fast as the client reads. */
function pour(response: ServerResponse, times: number, chunk: Buffer): void {
  if (times === 0) response.end();
  else if (!response.destroyed) response.write(chunk, () => pour(response, times - 1, chunk));
}

export interface ServerOptions {
  /** The behaviour for each path; other paths get 404. */
  readonly routes: Readonly<Record<string, Behaviour>>;
  /** Serves https. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** Starts a server with a behaviour for each path. It is closed after the test. */
export async function faultyServer({ routes, tls }: ServerOptions): Promise<FaultyServer> {
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  let [now, most, gone] = [0, 0, 0];
  const listener: RequestListener = (request, response) => {
    const { method = '', url = '', headers } = request;
    seen.push({ method, path: url, headers });
    now += 1;
    most = Math.max(most, now);
    response.on('close', () => (now -= 1));
    (routes[url.split('?')[0]!] ?? answer(404, 'nothing here'))(request, response);
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => {
      gone += socket.bytesWritten;
      sockets.delete(socket);
    });
  });
  const port = await listen(server);
  return {
    origin: `http${tls ? 's' : ''}://127.0.0.1:${port}`,
    port,
    seen,
    mostAtOnce: () => most,
    sent: () => [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, gone),
  };
}

/** Starts a TCP server that handles the first bytes of each connection. It is closed after the test. */
export async function rawServer(behaviour: (socket: Socket, first: string) => void): Promise<{ origin: string; port: number }> {
  const server = createRawServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (chunk) => behaviour(socket, chunk.toString('latin1')));
  });
  const port = await listen(server);
  return { origin: `http://127.0.0.1:${port}`, port };
}

/** A port of this machine that refuses connections. */
export async function closedPort(): Promise<number> {
  const server = createRawServer();
  const port = await new Promise<number>((done) => server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port)));
  await new Promise((done) => server.close(done));
  return port;
}

async function listen(server: Server): Promise<number> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => open.add(socket.on('close', () => open.delete(socket)).on('error', () => {})));
  onTestFinished(async () => {
    for (const socket of open) socket.destroy();
    await new Promise((done) => server.close(done));
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port)));
}

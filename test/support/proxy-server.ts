import { createServer, type IncomingHttpHeaders } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface ProxyServer {
  /** `127.0.0.1:<port>` */
  readonly host: string;
  /** The requests, such as `CONNECT api.acme.example:443`. */
  readonly asked: readonly { readonly line: string; readonly headers: IncomingHttpHeaders }[];
}

/**
 * Starts a proxy that connects every host name to this machine.
 * @param status the status of its responses to tunnel requests
 * @param port the port of all tunnels, by default the requested one
 */
export async function proxyServer(status = 200, port?: number): Promise<ProxyServer> {
  const asked: { line: string; headers: IncomingHttpHeaders }[] = [];
  const open = new Set<Socket>();
  const server = createServer((request, response) => {
    asked.push({ line: `${request.method} ${request.url}`, headers: request.headers });
    response.writeHead(502).end();
  });
  server.on('connection', (socket) => open.add(socket));
  server.on('connect', (request, socket: Socket, head) => {
    asked.push({ line: `CONNECT ${request.url}`, headers: request.headers });
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      return;
    }
    const target = connect(port ?? Number(request.url!.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      target.write(head);
      target.pipe(socket).pipe(target);
    });
    open.add(target);
    for (const [end, other] of [
      [socket, target],
      [target, socket],
    ] as const)
      end.on('error', () => {}).on('close', () => other.destroy());
  });
  onTestFinished(async () => {
    for (const socket of open) socket.destroy();
    await new Promise((done) => server.close(done));
  });
  const own = await new Promise<number>((done) => server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port)));
  return { host: `127.0.0.1:${own}`, asked };
}

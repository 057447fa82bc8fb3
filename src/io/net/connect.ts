import type { Socket } from 'node:net';
import { causeOf, NetError } from './errors.js';
import { proxyFor, type Proxy } from './proxy.js';

/**
 * A connection to the host of a URL, through the proxy that the environment names for it, and with TLS for https.
 * @throws NetError `net/proxy`; the error of the socket; the reason of the signal
 */
export async function connect(url: URL, signal: AbortSignal): Promise<Socket> {
  const proxy = proxyFor(url);
  return open(url, signal, proxy && (await tunnel(proxy, url, signal)));
}

/** @param through a connection that leads there already */
async function open(url: URL, signal: AbortSignal, through?: Socket): Promise<Socket> {
  const { host, port } = addressOf(url);
  const [net, tls] = [process.getBuiltinModule('node:net'), process.getBuiltinModule('node:tls')];
  const isSecure = url.protocol === 'https:';
  const socket = isSecure
    ? tls.connect({
        host,
        port,
        ...(through && { socket: through }),
        // An address is no name that could be asked for (RFC 6066, 3).
        ...(net.isIP(host) === 0 && { servername: host }),
        ALPNProtocols: ['http/1.1'],
      })
    : net.connect({ host, port });
  return new Promise((resolve, reject) => {
    const end = (): void => {
      socket.destroy();
      through?.destroy();
      reject(signal.reason as Error);
    };
    if (signal.aborted) end();
    signal.addEventListener('abort', end);
    socket.once(isSecure ? 'secureConnect' : 'connect', () => resolve(socket));
    // They stay: an error that comes before anybody else listens must not end the process.
    socket.on('error', reject).on('close', () => reject(new Error('closed')));
  });
}

function addressOf({ hostname, port, protocol }: URL): { host: string; port: number } {
  return { host: hostname.replaceAll(/^\[|\]$/g, ''), port: Number(port || (protocol === 'https:' ? 443 : 80)) };
}

async function tunnel({ url, authorization }: Proxy, target: URL, signal: AbortSignal): Promise<Socket> {
  const refused = (why: string, hint?: string, isPassing = false): NetError =>
    new NetError('net/proxy', `the proxy ${url.host}: ${why}`, hint, isPassing);
  let socket: Socket;
  try {
    socket = await open(url, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    const { why, isPassing } = causeOf(error);
    throw refused(why, 'look at `HTTPS_PROXY`', isPassing);
  }
  const authority = `${target.hostname}:${target.port || 443}`;
  return new Promise((resolve, reject) => {
    process
      .getBuiltinModule('node:http')
      .request({
        method: 'CONNECT',
        path: authority,
        headers: { host: authority, ...(authorization !== undefined && { 'proxy-authorization': authorization }) },
        createConnection: () => socket,
      })
      .on('connect', ({ statusCode = 0 }, _, head) => {
        if (head.length > 0) socket.unshift(head);
        if (statusCode >= 200 && statusCode < 300) return resolve(socket);
        socket.destroy();
        const hint = statusCode === 407 ? 'put user name and password into the URL of `HTTPS_PROXY`' : undefined;
        reject(refused(`it answers ${statusCode} when it is asked for ${authority}`, hint, statusCode >= 500));
      })
      .on('error', (error) => reject(refused(causeOf(error).why, undefined, true)))
      .end();
    signal.addEventListener('abort', () => {
      socket.destroy();
      reject(signal.reason as Error);
    });
  });
}

import type { Dispatcher, Pool } from 'undici';
import { isLoopback } from '../../core/http.js';
import { explainError, isConnectTimeout, NetError } from './errors.js';

/** The connections of one run. They stay open between requests to one host, and do not keep the process alive when idle. */
export interface Connections {
  /** @throws NetError `net/proxy` when the URL needs a proxy and `HTTPS_PROXY` is not the URL of an HTTP proxy */
  readonly dispatcherFor: (url: URL) => Dispatcher;
  readonly destroy: () => Promise<void>;
}

/**
 * Opens connections as requests need them: through `HTTPS_PROXY`, unless `NO_PROXY` lists the host.
 * This machine is never reached through a proxy, to which it would be another machine. Since plain http goes to this machine only,
 * `HTTP_PROXY` has no effect.
 * @param connectMs for one connection, TLS included
 */
export async function openConnections(connectMs: number): Promise<Connections> {
  // Loaded with the first request, since most commands send none.
  const undici = await import('undici');
  const connect = { timeout: connectMs };
  const direct = new undici.Agent({ connect });
  let remote: Dispatcher | undefined;
  const openRemote = (): Dispatcher => {
    const proxy = readProxy();
    if (!proxy) return direct;
    return new undici.EnvHttpProxyAgent({
      ...proxy,
      httpProxy: '',
      noProxy: readNoProxy(),
      connect,
      proxyTls: connect,
      requestTls: connect,
      clientFactory: (origin, options) =>
        explainProxyErrors(new undici.Pool(origin, { ...options, headersTimeout: connectMs }), origin.host),
    });
  };
  return {
    dispatcherFor: ({ hostname }) => (isLoopback(hostname) ? direct : (remote ??= openRemote())),
    destroy: async () => void (await Promise.all([direct.destroy(), remote?.destroy()])),
  };
}

/** An empty variable counts as unset, and the lower case comes first, as in curl. */
function readVariable(name: string): string {
  return process.env[name] || process.env[name.toUpperCase()] || '';
}

/** undici accepts `*` only on its own, and takes the end of an IPv6 address without brackets for a port. */
function readNoProxy(): string {
  const { isIPv6 } = process.getBuiltinModule('node:net');
  const entries = readVariable('no_proxy').split(/[\s,]+/);
  return entries.includes('*') ? '*' : entries.map((entry) => (isIPv6(entry) ? `[${entry}]` : entry)).join(',');
}

/** The proxy and the value of `Proxy-Authorization`, which undici sends only for a user name with a password. */
function readProxy(): { httpsProxy: string; token?: string } | undefined {
  const value = readVariable('https_proxy');
  if (value === '') return undefined;
  const text = value.includes('://') ? value : `http://${value}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw invalidProxy('is not the URL of an HTTP proxy');
  if (url.username === '') return { httpsProxy: url.href };
  try {
    const user = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    return { httpsProxy: url.origin, token: `Basic ${Buffer.from(user).toString('base64')}` };
  } catch {
    throw invalidProxy('has a user name or password with an invalid percent escape');
  }
}

/** The value is not shown, since it can hold a password. */
function invalidProxy(why: string): NetError {
  return new NetError('net/proxy', `\`HTTPS_PROXY\` ${why}`, 'set it to `http://<host>:<port>`', false);
}

/** undici does not say which connection failed, that to the proxy or that to the host, and reconnects forever when a proxy closes its own. */
function explainProxyErrors(proxy: Pool, host: string): Pool {
  const connect: (options: Dispatcher.ConnectOptions) => Promise<Dispatcher.ConnectData> = proxy.connect.bind(proxy);
  const fail = (why: string, hint: string | undefined, isTransient: boolean): NetError =>
    new NetError('net/proxy', `the proxy ${host}: ${why}`, hint, isTransient);
  const openTunnel = async (options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData> => {
    const tunnel = await connect(options).catch((error: unknown) => {
      if (isConnectTimeout(error)) throw error;
      const { why, isTransient = false } = explainError(error);
      throw fail(why, 'check `HTTPS_PROXY`', isTransient);
    });
    const { statusCode, socket } = tunnel;
    if (statusCode === 200) return tunnel;
    socket.on('error', () => {}).destroy();
    const hint = statusCode === 407 ? 'add the user name and password to the URL in `HTTPS_PROXY`' : undefined;
    throw fail(`it answers ${statusCode} to a tunnel request for ${options.path}`, hint, statusCode >= 500);
  };
  return Object.assign(proxy, { connect: openTunnel });
}

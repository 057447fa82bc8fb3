import { isLoopback } from '../../core/hosts.js';
import { NetError } from './errors.js';

/** A proxy that opens tunnels (RFC 9110, 9.3.6). */
export interface Proxy {
  readonly url: URL;
  /** The value of `Proxy-Authorization`, when its URL has a user name. */
  readonly authorization?: string;
}

/**
 * The proxy for a URL, by `HTTPS_PROXY` and `NO_PROXY` in either case, the lower one first as curl has it.
 * What is on this machine is never asked through a proxy: to the proxy it would be another machine. Since plain http goes to this machine
 * alone, `HTTP_PROXY` has nothing to say.
 * @throws NetError `net/proxy` when the variable holds no URL of an HTTP proxy
 */
export function proxyFor({ protocol, hostname, port }: URL): Proxy | undefined {
  const value = variable('https_proxy');
  if (value === '' || protocol !== 'https:' || isLoopback(hostname)) return undefined;
  const isExempt = variable('no_proxy')
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => entry !== '' && covers(entry, hostname, port || '443'));
  return isExempt ? undefined : parseProxy(value);
}

function variable(name: string): string {
  return process.env[name] || process.env[name.toUpperCase()] || '';
}

/** Whether an entry of `NO_PROXY` means a host: a domain means those below it too, with a dot or `*.` in front or without. */
function covers(entry: string, hostname: string, port: string): boolean {
  if (entry === '*') return true;
  const [, name = entry, only] = /^(\[.*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [];
  if (only !== undefined && only !== port) return false;
  const domain = name.replace(/^\*?\./, '');
  const host = hostname.replaceAll(/^\[|\]$/g, '');
  return host === domain.replaceAll(/^\[|\]$/g, '') || (domain !== '' && host.endsWith(`.${domain}`));
}

function parseProxy(value: string): Proxy {
  // `proxy.example:3128` is how many write it.
  const text = value.includes('://') ? value : `http://${value}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw unusable('is not the URL of an HTTP proxy');
  if (url.username === '') return { url };
  try {
    const user = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    return { url, authorization: `Basic ${Buffer.from(user).toString('base64')}` };
  } catch {
    throw unusable('has a user name or password with a broken percent sign');
  }
}

/** The value is not shown: it can hold a password. */
function unusable(why: string): NetError {
  return new NetError('net/proxy', `what \`HTTPS_PROXY\` holds ${why}`, 'write `http://<host>:<port>`', false);
}

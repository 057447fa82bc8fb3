// Catalogs on this machine, under their own names: a proxy leads all hosts to one server, whose certificate is trusted.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { selfSigned } from './certificate.js';
import { faultyServer, type Behaviour, type Seen } from './faulty-server.js';
import { proxyServer } from './proxy-server.js';
import { temporaryFolder } from './tree.js';

/** @param behaviours by URL what each does; no two URLs have the same path */
export async function catalogHosts(
  behaviours: Readonly<Record<string, Behaviour>>,
): Promise<{ env: Record<string, string>; seen: readonly Seen[] }> {
  const urls = Object.keys(behaviours).map((url) => new URL(url));
  const tls = selfSigned(...urls.map(({ hostname }) => hostname));
  const routes = Object.fromEntries(Object.entries(behaviours).map(([url, behaviour]) => [new URL(url).pathname, behaviour]));
  const { port, seen } = await faultyServer({ routes, tls });
  const certificate = join(temporaryFolder(), 'certificate.pem');
  writeFileSync(certificate, tls.cert);
  const { host } = await proxyServer(200, port);
  return { env: { HTTPS_PROXY: host, NODE_EXTRA_CA_CERTS: certificate }, seen };
}

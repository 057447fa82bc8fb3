/** Whether a host, as it stands in a URL, is this machine: plain http may go there, and nothing on its way can read it. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}

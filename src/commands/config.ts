import { readRegularFile } from '../io/files/read.js';

/** The configuration of providersmith in a checkout. */
export const configName = '.providersmith.yaml';

/** The text of the configuration in a folder, or undefined if it does not exist. */
export function readConfigText(folder: string): string | undefined {
  return readRegularFile(`${folder}/${configName}`);
}

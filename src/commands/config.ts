import { readRegularFile } from '../io/files/read.js';

/** What a checkout says to providersmith. */
export const configName = '.providersmith.yaml';

/** The text of the configuration in a folder, or undefined when there is none. */
export function readConfigText(folder: string): string | undefined {
  return readRegularFile(`${folder}/${configName}`);
}

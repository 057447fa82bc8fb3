import { accessSync, constants, existsSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';

/** The home directory of the user. */
export function homeFolder(): string {
  // With `HOME=`, `homedir()` is empty, and would mean the current directory.
  return homedir() || userInfo().homedir;
}

/** Whether a command can be run by its name. */
export function isOnPath(command: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const names = process.platform === 'win32' ? [`${command}.exe`, `${command}.cmd`] : [command];
  return folders.some((folder) => names.some((name) => isExecutable(join(folder, name))));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether a folder contains a file or folder of this name. */
export function existsIn(folder: string, path: string): boolean {
  return existsSync(join(folder, path));
}

// Which targets a command edits, and in which folder.
import { diagnose, type Diagnostic } from '../core/diagnostics.js';
import { DiagnosticError } from '../core/errors.js';
import { list } from '../core/text.js';
import { homeFolder, isOnPath, existsIn } from '../io/files/home.js';
import type { PlanOptions, Target } from '../targets/engine/target.js';
import { allTargets, loadTarget } from './targets.js';

export interface TargetSelection {
  readonly targets: readonly Target[];
  /** The folder to edit. */
  readonly folder: string;
  /** For `all`, a diagnostic for each agent that says how it was detected. */
  readonly detected: readonly Diagnostic[];
  /** Whether a provider is skipped for a target that does not support it, instead of stopping the run. */
  readonly skipsUnsupported: boolean;
}

/**
 * @param wanted comma-separated target ids, or `all` for every agent that is installed or configured
 * @throws DiagnosticError `target/unknown`, `target/not-found`
 */
export async function selectTargets(
  wanted: string,
  into: string | undefined,
  { scope = 'user' }: Partial<PlanOptions>,
): Promise<TargetSelection> {
  if (wanted === 'all') return selectInstalled(into ?? (scope === 'user' ? homeFolder() : '.'), scope);
  const ids = wanted.split(',').map((id) => id.trim());
  if (ids.includes('all'))
    throw new DiagnosticError(
      diagnose('target/unknown', '`all` cannot be combined with target ids', { hint: 'use `-t all`, or list the ids without `all`' }),
    );
  const targets = await Promise.all(ids.map(loadTarget));
  const outsideHome = targets.filter((target) => target.inHome !== true || scope === 'project');
  if (into === undefined && outsideHome.length > 0 && outsideHome.length < targets.length)
    throw new DiagnosticError(
      diagnose('target/not-found', `${list(targets.map(({ id }) => id))} have their files in different folders`, {
        hint: 'run the command once for each of them',
      }),
    );
  return { targets, folder: into ?? (outsideHome.length === 0 ? homeFolder() : '.'), detected: [], skipsUnsupported: false };
}

async function selectInstalled(folder: string, scope: PlanOptions['scope']): Promise<TargetSelection> {
  const agents = (await allTargets()).filter((target) => target.inHome === true && target.variantOf === undefined);
  const installed = agents.flatMap((target) => {
    const sign = scope === 'project' ? signOfProjectFile(target, folder) : signOfInstallation(target, folder);
    return sign === undefined ? [] : [{ target, sign }];
  });
  if (installed.length === 0)
    throw new DiagnosticError(
      diagnose('target/not-found', `no agent is installed or configured in ${folder}`, {
        hint: 'name one with `-t`; run `providersmith targets` for the list',
      }),
    );
  return {
    targets: installed.map(({ target }) => target),
    folder,
    detected: installed.map(({ target, sign }) => diagnose('target/found', `${target.title}: ${sign}`)),
    skipsUnsupported: true,
  };
}

function signOfProjectFile({ projectFiles = [] }: Target, folder: string): string | undefined {
  const file = projectFiles.find((path) => existsIn(folder, path));
  return file && `${file} exists`;
}

/** How an agent was detected: by one of its files, the folder of its files, or its command. */
function signOfInstallation({ files, commands = [] }: Target, folder: string): string | undefined {
  const path = files.map(configFolderOf).find((one) => one !== undefined && existsIn(folder, one));
  if (path !== undefined) return `${path} exists`;
  const command = folder === homeFolder() ? commands.find(isOnPath) : undefined;
  return command === undefined ? undefined : `\`${command}\` is installed`;
}

/** The folder that only this agent has, such as `.claude` or `.config/goose`; the file itself if it lies in the home directory. */
function configFolderOf(file: string): string | undefined {
  const steps = file.split('/').slice(0, -1);
  const folder = steps.slice(0, steps[0] === '.config' || steps[0] === '.local' ? 2 : 1).join('/');
  if (folder === '') return file;
  return folder === '.config' ? undefined : folder;
}

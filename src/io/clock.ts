/** The day that it is, YYYY-MM-DD in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** How many days it is since a day, YYYY-MM-DD in UTC; below zero for one that is to come. */
export function daysSince(date: string): number {
  return Math.round((Date.parse(today()) - Date.parse(date)) / 86_400_000);
}

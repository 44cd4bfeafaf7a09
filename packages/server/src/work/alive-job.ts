/**
 * The condition, in SQL, that a job `j` will still be run. A process that dies at a job's last try leaves it spent: nobody runs
 * it again, and nobody has given it up.
 */
export const aliveJob = "(j.locked_at is not null or j.attempts < j.max_attempts)";

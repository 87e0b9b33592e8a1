/** For a demo or a test on a machine with two cores; reached over the loopback address only. */
const ALWAYS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  // Paths of sockets have a length limit, and everything here connects by TCP anyway.
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  // Nothing replicates from an embedded server, and the shorter log makes bulk loads faster.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '1GB',
  log_checkpoints: 'off',
  logging_collector: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** Data may be lost or broken when the machine (not just the process) crashes. */
const NOT_DURABLE: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

/**
 * The settings of a server; `extra` has the last word, except over the port.
 * @throws Error if a name in `extra` is not one that PostgreSQL could have.
 */
export function serverSettings(
  durable: boolean,
  extra: Readonly<Record<string, string>>,
): Record<string, string> {
  for (const name of Object.keys(extra)) {
    if (!/^[a-z_][a-z0-9_.]*$/.test(name)) throw new Error(`"${name}" is no name of a PostgreSQL setting.`);
  }
  return { ...ALWAYS, ...(durable ? {} : NOT_DURABLE), ...extra };
}

// With --expose-gc: at this signal memory holds what is in use, and not what nobody has collected yet.
process.on('SIGUSR2', () => globalThis.gc({ type: 'major', execution: 'sync', flavor: 'last-resort' }));

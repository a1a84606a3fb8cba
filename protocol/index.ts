export * from './admin-config.ts';
export * from './commands.ts';
export * from './entities.ts';
export * from './errors.ts';
export * from './frames.ts';
export * from './http.ts';
export * from './limits.ts';
export * from './socket.ts';

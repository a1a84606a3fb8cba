import middy from '@middy/core';
import { NotFoundError } from '../domain/errors.ts';
import { createLogger, logContext } from '../middleware/logger.ts';
import { httpErrors } from './http-errors.ts';
import { readRequest } from './request.ts';
import { type HttpResponse, noContent } from './response.ts';
import { routes } from './routes/index.ts';
import { createServices } from './services.ts';

const logger = createLogger('http-api');
const services = createServices((event, ids) => logger.info(event, ids));
const routeByKey = new Map<string, (typeof routes)[number]>(routes.map((one) => [one.key, one]));

/** Handles every request of the HTTP API. */
export const handler = middy<unknown, HttpResponse>()
  .use(logContext(logger))
  .use(httpErrors(logger))
  .handler(async (event) => {
    const request = readRequest(event);
    logger.appendKeys({ request_id: request.requestId, route: request.routeKey });
    // API Gateway answers preflight requests itself, or adds the CORS headers to this response.
    if (request.method === 'OPTIONS') return noContent;
    const route = routeByKey.get(request.routeKey);
    if (!route) throw new NotFoundError('There is no such route.');
    return route.respond(request, services);
  });

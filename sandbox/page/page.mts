import type { IncomingMessage, ServerResponse } from 'node:http';
import { send } from '../shared/http.mts';
import { pageFiles } from './files.mts';
import { reasonToRefuse } from './guard.mts';
import { openLive, type PageContext } from './live.mts';
import { pageRoutes } from './routes.mts';

export interface Page {
	/** What the page asks for, besides the control API. */
	routes: ReturnType<typeof pageRoutes>;
	/** Answers what is no control call: requests of other sites, the page's files and its live updates. False leaves the request to others. */
	answers(request: IncomingMessage, response: ServerResponse): boolean;
}

/** The page at the control address, for a person who wants to see what the vendors hold. */
export function createPage(desk: PageContext, urls: Record<string, string>): Page {
	const files = pageFiles();
	const watch = openLive(desk);

	return {
		routes: pageRoutes(desk, urls),
		answers(request, response) {
			const { method = 'GET', url = '/', headers } = request;
			const refusal = reasonToRefuse(method, headers);
			if (refusal !== undefined) {
				send(response, { status: 403, body: { error: refusal } });
				return true;
			}
			if (method !== 'GET') return false;
			const [path = '/'] = url.split('?');
			if (path === '/events') {
				watch(response);
				return true;
			}
			const file = files.get(path);
			if (file) send(response, file);
			return file !== undefined;
		},
	};
}

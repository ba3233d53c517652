import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Request as BotRequest,
  type Response as BotResponse,
} from 'botbuilder';
import { createServer, plugins } from 'restify';

/** The yardstick for turns: a plain function on CloudAdapter behind restify that echoes the text. */
function main(): void {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  const server = createServer();
  server.use(plugins.bodyParser());
  server.post('/api/messages', async (request, response) => {
    await adapter.process(request as unknown as BotRequest, response as unknown as BotResponse, async context => {
      await context.sendActivity(context.activity.text);
    });
  });
  server.listen(0, '127.0.0.1', () => {
    console.log(JSON.stringify({ msg: 'listening', port: server.address().port }));
  });
}

main();

/* The end of an object closes some of its sockets and forgets another. */

struct relay {
    int client;
    int server;
    int control;
};

int relay_open_control(struct relay *relay)
{
    relay->control = socket(AF_INET, SOCK_DGRAM, 0);
    return relay->control == -1 ? -1 : 0;
}

void relay_free_bad(struct relay *relay)
{
    if (shutdown(relay->client, SHUT_WR) == 0)
        close(relay->client);
    if (relay->server != -1)
        close(relay->server);
    free(relay); //~ socket-leak
}

void relay_free_ok(struct relay *relay)
{
    if (shutdown(relay->client, SHUT_WR) == 0)
        close(relay->client);
    if (relay->server != -1)
        close(relay->server);
    if (relay->control != -1)
        close(relay->control);
    free(relay);
}

static void relay_close_control(struct relay *relay)
{
    shutdown(relay->control, SHUT_RDWR);
    close(relay->control);
}

void relay_free_by_helper_ok(struct relay *relay)
{
    if (shutdown(relay->client, SHUT_WR) == 0)
        close(relay->client);
    if (relay->server != -1)
        close(relay->server);
    relay_close_control(relay);
    free(relay);
}

static void relay_drop(struct relay *relay)
{
    if (shutdown(relay->client, SHUT_WR) == 0)
        close(relay->client);
    if (relay->server != -1)
        close(relay->server);
    free(relay);
}

void relay_end_ok(struct relay *relay)
{
    shutdown(relay->control, SHUT_RDWR);
    close(relay->control);
    relay_drop(relay);
}

void relay_end_by_helper_ok(struct relay *relay)
{
    relay_close_control(relay);
    relay_drop(relay);
}

struct worker {
    int pair[2];
};

int worker_open(struct worker *worker)
{
    return socketpair(AF_UNIX, SOCK_STREAM, 0, worker->pair);
}

void worker_free_bad(struct worker *worker)
{
    shutdown(worker->pair[0], SHUT_WR);
    close(worker->pair[0]);
    free(worker); //~ socket-leak
}

void worker_free_ok(struct worker *worker)
{
    shutdown(worker->pair[0], SHUT_WR);
    close(worker->pair[0]);
    close(worker->pair[1]);
    free(worker);
}

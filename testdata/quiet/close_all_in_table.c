#define MAX_LISTENERS 4
static int listeners[MAX_LISTENERS];
static int n_listeners;

int open_listeners(struct addrinfo *list)
{
    for (struct addrinfo *ai = list; ai && n_listeners < MAX_LISTENERS; ai = ai->ai_next) {
        int fd = socket(ai->ai_family, ai->ai_socktype, ai->ai_protocol);
        if (fd < 0)
            continue;
        if (bind(fd, ai->ai_addr, ai->ai_addrlen) < 0 || listen(fd, 16) < 0) {
            close(fd);
            continue;
        }
        listeners[n_listeners++] = fd;
    }
    return n_listeners;
}

void close_listeners(void)
{
    while (n_listeners > 0)
        close(listeners[--n_listeners]);
}

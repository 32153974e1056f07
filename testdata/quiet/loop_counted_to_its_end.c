#include <sys/socket.h>
#include <unistd.h>

int first_that_answers(const struct sockaddr *peers, int count)
{
    int i, fd;

    for (i = 0; i < count; i++) {
        fd = socket(AF_INET, SOCK_STREAM, 0);
        if (fd < 0)
            continue;
        if (connect(fd, &peers[i], sizeof(peers[i])) == 0)
            break;
        close(fd);
    }
    if (i == count)
        return -1;
    if (greet(fd) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int last_that_answers(const struct sockaddr *peers, int count)
{
    int i, fd;

    for (i = 0; i < count; ++i) {
        if ((fd = socket(AF_INET, SOCK_STREAM, 0)) < 0)
            continue;
        if (connect(fd, &peers[i], sizeof(peers[i])) < 0) {
            close(fd);
            continue;
        }
        break;
    }
    if (count == i)
        return -1;
    send(fd, "hi", 2, 0);
    return fd;
}

/* The bound is told in each round: its number alone lets nobody change it. */
struct peer { int fd, retries; };
void tell(const char *text, int n, int of);
int keep_trying(struct peer *peer, struct sockaddr_un *to)
{
    int tries = 0, ret = 0;
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    while (tries < peer->retries) {
        tell("attempt", tries + 1, peer->retries);
        if (connect(fd, (struct sockaddr *)to, sizeof *to) == 0) {
            peer->fd = fd;
            break;
        }
        tries++;
        sleep(2);
    }
    if (tries == peer->retries) {
        close(fd);
        ret = -1;
    }
    return ret;
}

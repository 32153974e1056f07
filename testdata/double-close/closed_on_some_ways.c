/* The callee closes on one way and not on another, and returns the same: whoever closes then closes twice, now and then. */
#include <sys/socket.h>
#include <unistd.h>

static int negotiate(int net)
{
    char hello[16];
    if (recv(net, hello, sizeof hello, MSG_WAITALL) < 16)
        return -1;
    if (hello[0] == 0) {
        close(net);
        return -1;
    }
    return 0;
}

void handle(int listener)
{
    int net = accept(listener, 0, 0);
    if (net < 0)
        return;
    if (negotiate(net) < 0) {
        close(net); //~ double-close
        return;
    }
    close(net);
}

static void relay(int from, int to)
{
    char byte;
    if (recv(from, &byte, 1, 0) <= 0) {
        close(from);
        return;
    }
    send(to, &byte, 1, 0);
}

void serve(int listener, int to)
{
    int fd = accept(listener, 0, 0);
    if (fd < 0)
        return;
    relay(fd, to);
    close(fd); //~ double-close
}

/* The result tells. */
static int greet(int net)
{
    char hello[16];
    if (recv(net, hello, sizeof hello, MSG_WAITALL) < 16)
        return -1;
    if (hello[0] == 0) {
        close(net);
        return -2;
    }
    return 0;
}

void meet(int listener)
{
    int net = accept(listener, 0, 0);
    if (net < 0)
        return;
    if (greet(net) == -2)
        return;
    close(net);
}

/* The caller says whether to. */
static int watch(int net, int is_ours)
{
    if (listen(net, 1) == 0)
        return 0;
    if (is_ours)
        close(net);
    return -1;
}

int open_watched(void)
{
    int net = socket(AF_INET, SOCK_STREAM, 0);
    if (net < 0)
        return -1;
    if (watch(net, 0) < 0) {
        close(net);
        return -1;
    }
    return net;
}

/* Something else tells. */
static int last_closed;

static int check(int net)
{
    char hello;
    if (recv(net, &hello, 1, 0) < 1) {
        last_closed = 0;
        return -1; //~ FP eof-leak: a variable tells
    }
    if (hello == 0) {
        last_closed = 1;
        close(net);
        return -1;
    }
    return 0;
}

void take(int listener)
{
    int net = accept(listener, 0, 0);
    if (net < 0)
        return;
    if (check(net) < 0 && last_closed)
        return;
    close(net);
}

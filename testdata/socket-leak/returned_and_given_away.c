/* A function may hand the socket to one that keeps it, by its name, and return the number too: whose it is is not known. */
#include <sys/socket.h>

void client_add(int fd);
void client_greet(int fd);

static int accept_client(int listener)
{
    int fd = accept(listener, 0, 0);
    if (fd == -1)
        return -1;
    client_add(fd);
    return fd;
}

int added_ok(int listener)
{
    if (accept_client(listener) == -1)
        return -1;
    return 0;
}

static int greet_client(int listener)
{
    int fd = accept(listener, 0, 0);
    if (fd == -1)
        return -1;
    client_greet(fd);
    return fd;
}

int greeted_bad(int listener)
{
    if (greet_client(listener) == -1)
        return -1;
    return 0; //~ socket-leak
}

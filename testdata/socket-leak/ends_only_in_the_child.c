/* Functions named for an end that come back as a rule. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static int is_child, is_debug;

static void exit_child(void)
{
    if (is_child)
        _exit(0);
}

static void bug(const char *what)
{
    puts(what);
    if (is_debug)
        abort();
}

int ready(int listener)
{
    int fd = accept(listener, 0, 0);
    if (fd < 0)
        return -1;
    exit_child();
    if (listen(fd, 1) < 0) {
        bug("listen");
        return -1; //~ socket-leak
    }
    close(fd);
    return 0;
}
